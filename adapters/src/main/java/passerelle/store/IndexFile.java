package passerelle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 file on its way in and out of use. One that H2 cannot read, or of another schema, is moved aside and a new one
 * begun: everything in it stands in the audit log and the vault as well.
 */
record IndexFile(Path folder) {
    private static final Logger log = LoggerFactory.getLogger(IndexFile.class);
    private static final String NAME = "index";
    private static final String MARK = "damaged";

    /** What opens the file, and fails when it is not as it should be. */
    interface Start<T> {
        T from(IndexFile file) throws SQLException, IOException;
    }

    /** @throws IOException when another process has the file, or the folder cannot be written */
    <T> T open(Start<T> start) throws IOException {
        Files.createDirectories(folder);
        if (folder.toString().contains(";")) {
            throw new IOException("The folder of the index may not have ';' in its path: " + folder);
        }
        if (Files.exists(folder.resolve(MARK))) {
            moveAside("a damaged page was met");
        }
        try {
            return start.from(this);
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new IOException(path() + " is in use by another process", e);
            }
            moveAside("H2 error " + e.getErrorCode());
        } catch (IdRun.Damaged e) {
            moveAside(String.valueOf(e.getMessage()));
        }
        try {
            return start.from(this);
        } catch (SQLException e) {
            throw new IOException("No index can be made in " + folder, e);
        }
    }

    /** For the JDBC URL: without H2's own extension. */
    Path name() {
        return folder.toAbsolutePath().resolve(NAME);
    }

    /** Lets the next {@link #open} begin anew. */
    void markDamaged() throws IOException {
        Files.writeString(folder.resolve(MARK), "");
    }

    private void moveAside(String reason) throws IOException {
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        if (Files.exists(path())) {
            log.warn("The index is rebuilt ({}); the old file is kept as {}", reason, aside(number));
            Files.move(path(), aside(number));
        }
        Files.deleteIfExists(folder.resolve(MARK));
    }

    private Path path() {
        return folder.resolve(NAME + ".mv.db");
    }

    private Path aside(int number) {
        return folder.resolve("aside-%d.mv.db".formatted(number));
    }
}
