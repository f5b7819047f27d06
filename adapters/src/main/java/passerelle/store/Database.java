package passerelle.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2 within this process, and the connections to it, which all end with it. */
final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int IDLE_READERS = 8;
    private static final long MOST_CACHE_KILOBYTES = 32_768;
    private static final int LEAST_FILL_PERCENT = 50;
    private static final int MOST_BYTES_ANEW = 1 << 20;
    private static final Set<Integer> DAMAGE = Set.of(
            DataUtils.ERROR_INTERNAL,
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_SERIALIZATION,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND);

    private final IndexFile file;
    private final String url;
    private final Connection keeper;
    private final MVStore store;
    private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private Database(IndexFile file, String url, Connection keeper) throws SQLException {
        this.file = file;
        this.url = url;
        this.keeper = keeper;
        this.store = store(keeper);
    }

    /** Opens the file, with empty tables when it is new. */
    static Database open(IndexFile file) throws SQLException {
        // async: a thread that is interrupted while it reads does not close the file for all others.
        // WRITE_DELAY: each transaction is in the file when it ends. With a delay H2 writes in the middle of others,
        // which it cannot always undo after a crash: an INSERT of what it left then never ends.
        var url = "jdbc:h2:async:" + file.name() + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE="
                + cacheKilobytes() + ";WRITE_DELAY=0;QUERY_CACHE_SIZE=64;COMPRESS=TRUE";
        var database = new Database(file, url, connect(url));
        try {
            Schema.ensure(database.keeper);
            return database;
        } catch (SQLException e) {
            database.abandon(e);
            throw e;
        }
    }

    /** A connection of one's own. */
    Connection connection() throws SQLException {
        return connect(url);
    }

    /**
     * Lets the file not grow by what is no more, which H2 does by itself only where it writes with a delay. Nothing else may
     * write meanwhile.
     */
    void tidy() {
        try {
            store.compact(LEAST_FILL_PERCENT, MOST_BYTES_ANEW);
        } catch (MVStoreException e) {
            throw failed(new SQLException("The file cannot be written anew", e));
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    /** Reads with one of a few shared connections; any number of callers at a time. */
    <T> T read(Work<T> work) {
        if (closed) {
            throw new IllegalStateException("The index is closed");
        }
        try {
            var idle = readers.poll();
            var connection = idle == null ? connection() : idle;
            boolean well = false;
            try {
                var result = work.on(connection);
                well = true;
                return result;
            } finally {
                if (!well || readers.size() >= IDLE_READERS) {
                    connection.close();
                } else {
                    readers.add(connection);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Makes the exception for callers; after damage the next start begins anew. */
    IndexFailed failed(SQLException cause) {
        boolean damaged = cause.getErrorCode() == ErrorCode.FILE_CORRUPTED_1;
        for (Throwable at = cause; at != null; at = at.getCause()) {
            damaged |= at instanceof MVStoreException store && DAMAGE.contains(store.getErrorCode());
        }
        var failed = new IndexFailed(cause);
        if (damaged) {
            log.error("The index is damaged (H2 error {}); it is rebuilt at the next start", cause.getErrorCode());
            try {
                file.markDamaged();
            } catch (IOException e) {
                failed.addSuppressed(e);
            }
        }
        return failed;
    }

    /** Lets go of a file that is not as it should be, without writing to it. */
    void abandon(Exception reason) {
        try (var statement = keeper.createStatement()) {
            closed = true;
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        try (var statement = keeper.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    /** A share of a small heap: what the cache holds, each full collection goes through again. */
    private static long cacheKilobytes() {
        return Math.min(MOST_CACHE_KILOBYTES, Runtime.getRuntime().maxMemory() / 32 >> 10);
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }
}
