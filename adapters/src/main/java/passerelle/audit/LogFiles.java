package passerelle.audit;

import java.nio.file.Path;

/** Where the parts of one log lie. */
record LogFiles(Path folder, Path guard) {
    Segments segments() {
        return new Segments(folder.resolve("wal"));
    }

    /** The newest signed note. */
    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    /** Every signed note since the beginning, an empty line after each. */
    Path checkpoints() {
        return folder.resolve("checkpoints.log");
    }

    Path publicKey() {
        return folder.resolve("audit.pub");
    }

    /** Held by the one process that writes. */
    Path lock() {
        return folder.resolve("lock");
    }
}
