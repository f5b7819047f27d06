package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import passerelle.model.PartnerId;

/**
 * Where one partner's files lie on disk. The four folders that the partner sees have plain names; what the gateway keeps
 * beside them begins with a dot, and no name that a partner may use does.
 */
record PartnerFolder(Path root) {

    static PartnerFolder of(Path home, PartnerId partner) {
        return new PartnerFolder(home.resolve(partner.value()));
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

    /** One marker a name that the partner has fetched: the digest of what it fetched. */
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
