package passerelle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 file behind the index and the connections to it. A file that H2 cannot read, or of another schema, is moved
 * aside and a new one begun: everything in it stands in the audit log and the vault as well.
 */
final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final String NAME = "index";
    private static final String FILE = NAME + ".mv.db";
    private static final String MARK = "damaged";
    private static final int IDLE_READERS = 8;
    private static final Set<Integer> DAMAGE = Set.of(
            DataUtils.ERROR_INTERNAL,
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_SERIALIZATION,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND);

    private final Path folder;
    private final String url;
    private final Connection keeper;
    private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private Database(Path folder, String url, Connection keeper) {
        this.folder = folder;
        this.url = url;
        this.keeper = keeper;
    }

    /** @throws IOException when another process has the file, or the folder cannot be written */
    static Database open(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.toString().contains(";")) {
            throw new IOException("The folder of the index may not have ';' in its path: " + folder);
        }
        if (Files.exists(folder.resolve(MARK))) {
            moveAside(folder, "a damaged page was met");
        }
        try {
            return connect(folder);
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new IOException(folder.resolve(FILE) + " is in use by another process", e);
            }
            moveAside(folder, "H2 error " + e.getErrorCode());
        }
        try {
            return connect(folder);
        } catch (SQLException e) {
            throw new IOException("No index can be made in " + folder, e);
        }
    }

    /** A connection of one's own; the caller closes it. */
    Connection connection() throws SQLException {
        return connect(url);
    }

    /** Reads with one of a few shared connections; any number of callers at a time. */
    <T> T read(Work<T> work) {
        try {
            var idle = readers.poll();
            var connection = idle == null ? connection() : idle;
            boolean well = false;
            try {
                var result = work.on(connection);
                well = true;
                return result;
            } finally {
                if (!well || closed.get() || readers.size() >= IDLE_READERS) {
                    connection.close();
                } else {
                    readers.add(connection);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Makes the exception for callers; after damage the next {@link #open} begins anew. */
    IndexFailed failed(SQLException cause) {
        boolean damaged = cause.getErrorCode() == ErrorCode.FILE_CORRUPTED_1;
        for (Throwable at = cause; at != null; at = at.getCause()) {
            damaged |= at instanceof MVStoreException store && DAMAGE.contains(store.getErrorCode());
        }
        var failed = new IndexFailed(cause);
        if (damaged) {
            log.error("The index is damaged (H2 error {}); it is rebuilt at the next start", cause.getErrorCode());
            try {
                Files.writeString(folder.resolve(MARK), "");
            } catch (IOException e) {
                failed.addSuppressed(e);
            }
        }
        return failed;
    }

    @Override
    public void close() throws IOException {
        closed.set(true);
        try {
            for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
                reader.close();
            }
            keeper.close();
        } catch (SQLException e) {
            throw new IOException("The index did not close well", e);
        }
    }

    private static Database connect(Path folder) throws SQLException {
        // async: a thread that is interrupted while it reads does not close the file for all others.
        // WRITE_DELAY: the log is the truth, so that what the last half second wrote may be applied again.
        var url = "jdbc:h2:async:" + folder.toAbsolutePath().resolve(NAME)
                + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=32768;WRITE_DELAY=500;QUERY_CACHE_SIZE=64";
        var keeper = connect(url);
        try {
            Schema.ensure(keeper);
            return new Database(folder, url, keeper);
        } catch (SQLException | RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    private static void moveAside(Path folder, String reason) throws IOException {
        var file = folder.resolve(FILE);
        int number = 1;
        while (Files.exists(aside(folder, number))) {
            number++;
        }
        if (Files.exists(file)) {
            log.warn("The index is rebuilt ({}); the old file is kept as {}", reason, aside(folder, number));
            Files.move(file, aside(folder, number));
        }
        Files.deleteIfExists(folder.resolve(MARK));
    }

    private static Path aside(Path folder, int number) {
        return folder.resolve("aside-%d.mv.db".formatted(number));
    }
}
