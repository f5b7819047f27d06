package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import passerelle.vault.Vault;

/**
 * Where one partner's files lie on disk. The four folders that the partner sees have plain names; what the gateway keeps
 * beside them begins with a dot, and no name that a partner may use does. Every file is sealed from its first byte on.
 *
 * @param root is called as the partner
 */
record PartnerFolder(Path root, Vault vault, Disk disk) {

    /**
     * Of what comes in. It binds whose the file is and which way it goes, so that no file of another partner or of the
     * outbox passes for it; not the name, which the partner may still change.
     */
    Seal received() {
        return new Seal(vault, partner() + "/received");
    }

    /** Of what the partner fetches; the name is bound too, for it never changes. */
    Seal sent(String name) {
        return new Seal(vault, partner() + "/sent/" + name);
    }

    /** Of a file that the partner sees. */
    Seal seal(VirtualPath.Place file) {
        return file.area() == Area.OUTBOX ? sent(file.name()) : received();
    }

    private String partner() {
        return String.valueOf(root.getFileName());
    }

    Path of(Area area) {
        return root.resolve(area.folderName());
    }

    /** Uploads that are not complete, and reports that are being written. */
    Path spool() {
        return root.resolve(".spool");
    }

    /** Files taken from the inbox and not yet done with. */
    Path working() {
        return root.resolve(".working");
    }

    /** Files on their way into the outbox. */
    Path outgoing() {
        return root.resolve(".outgoing");
    }

    /** One marker a name that the partner has fetched: the {@link Digest} of what it fetched. */
    Path fetched() {
        return root.resolve(".fetched");
    }

    /** Makes all folders, readable by the gateway only. */
    PartnerFolder prepared() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(root, ownerOnly);
        for (var area : Area.values()) {
            Files.createDirectories(of(area), ownerOnly);
        }
        for (var hidden : List.of(spool(), working(), outgoing(), fetched())) {
            Files.createDirectories(hidden, ownerOnly);
        }
        return this;
    }

    /** Deletes what was half written when the gateway last stopped. */
    static void empty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var leftovers = Files.newDirectoryStream(folder)) {
                for (var leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
        }
    }
}
