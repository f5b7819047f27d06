package passerelle.route;

import java.nio.file.Path;

/** Knows whether the disk still has room, so that the gateway refuses in time instead of failing half-way. */
public final class FreeSpace {
    private final Path folder;
    private final long least;

    /** @param least bytes that must stay free */
    public FreeSpace(Path folder, long least) {
        this.folder = folder;
        this.least = least;
    }

    public boolean isEnough() {
        return folder.toFile().getUsableSpace() >= least;
    }
}
