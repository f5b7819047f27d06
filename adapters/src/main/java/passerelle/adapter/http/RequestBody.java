package passerelle.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads request bodies whole. The server limits their size; here a sender must also keep a pace. */
public final class RequestBody {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SLOWEST_BYTES_PER_SECOND = 8 << 10;

    private RequestBody() {}

    /** The bytes; or empty after answering 408, when a sender stays below 8 kB/s for longer than 30 s. */
    public static Optional<byte[]> read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = new ByteArrayOutputStream(Math.max(1024, Math.min(request.getContentLength(), 1 << 20)));
        var buffer = new byte[16 << 10];
        var in = request.getInputStream();
        long start = System.nanoTime();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            body.write(buffer, 0, count);
            if (isTooSlow(body.size(), System.nanoTime() - start)) {
                response.setHeader("Connection", "close");
                response.sendError(HttpServletResponse.SC_REQUEST_TIMEOUT);
                return Optional.empty();
            }
        }
        return Optional.of(body.toByteArray());
    }

    static boolean isTooSlow(long bytes, long nanos) {
        long needed = TimeUnit.SECONDS.toNanos(1) * bytes / SLOWEST_BYTES_PER_SECOND;
        return nanos > GRACE_NANOS && nanos > needed;
    }
}
