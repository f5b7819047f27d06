package passerelle.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** A closed loop of callers: each posts a message, waits for the answer, and posts the next. */
final class Load {
    private final URI target;
    private final String contentType;
    private final String authorization;
    private final LongFunction<byte[]> message;

    /** @param message the bytes of the n-th message; each must be another one */
    Load(URI target, String contentType, String user, String password, LongFunction<byte[]> message) {
        this.target = target;
        this.contentType = contentType;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
        this.message = message;
    }

    /** @param failed answers that were none of 200 and 202 */
    record Result(int acknowledged, int failed, double seconds, long[] nanos) {
        double rate() {
            return acknowledged / seconds;
        }

        double percentile(double share) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, nanos.length * share)] / 1e6;
        }
    }

    Result run(int connections, Duration time, AtomicLong number) throws InterruptedException {
        var stop = new AtomicBoolean();
        var failed = new AtomicInteger();
        var all = new ConcurrentLinkedQueue<long[]>();
        long start = System.nanoTime();
        List<Thread> threads = java.util.stream.IntStream.range(0, connections)
                .mapToObj(i -> new Thread(() -> all.add(caller(stop, failed, number)), "caller " + i))
                .toList();
        threads.forEach(Thread::start);
        Thread.sleep(time.toMillis());
        stop.set(true);
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(nanos.length, failed.get(), seconds, nanos);
    }

    private long[] caller(AtomicBoolean stop, AtomicInteger failed, AtomicLong number) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var nanos = new long[1 << 16];
        int count = 0;
        while (!stop.get()) {
            var request = HttpRequest.newBuilder(target)
                    .header("Content-Type", contentType)
                    .header("Authorization", authorization)
                    .POST(BodyPublishers.ofByteArray(message.apply(number.incrementAndGet())))
                    .build();
            long start = System.nanoTime();
            try {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status == 200 || status == 202) {
                    if (count == nanos.length) {
                        nanos = Arrays.copyOf(nanos, count * 2);
                    }
                    nanos[count++] = System.nanoTime() - start;
                } else {
                    failed.incrementAndGet();
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Arrays.copyOf(nanos, count);
            }
        }
        return Arrays.copyOf(nanos, count);
    }
}
