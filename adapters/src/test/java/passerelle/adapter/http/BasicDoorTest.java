package passerelle.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.Inbound;
import passerelle.model.Secret;

class BasicDoorTest {
    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Semaphore free = new Semaphore(Integer.MAX_VALUE / 2);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private volatile String password = "pass wörd";
    private final ExecutorService waiting = Executors.newCachedThreadPool();
    private final HttpServer server = new HttpServer("127.0.0.1", 0, 8, 1000);

    @BeforeEach
    void start() {
        var door = new BasicDoor(this::verify, nanos::get);
        server.mount("/door", new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                var login = new Inbound.Login("border", new Secret("test", password));
                if (door.admits(request, response, "border", Optional.of(login))) {
                    response.setStatus(204);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        waiting.shutdownNow();
    }

    private boolean verify(String hash, char[] given) {
        verified.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        free.acquireUninterruptibly();
        free.release();
        atOnce.decrementAndGet();
        return hash.equals(new String(given));
    }

    private int enter(String user, String given) throws Exception {
        return enter(Post.basic(user, given));
    }

    private int enter(String authorization) throws Exception {
        return Post.send(Post.anonymousTo("http://127.0.0.1:" + server.port() + "/door")
                        .header("Authorization", authorization))
                .statusCode();
    }

    @Test
    void verifiesAPasswordOnce() throws Exception {
        assertThat(enter("border", "pass wörd")).isEqualTo(204);
        assertThat(enter("border", "pass wörd")).isEqualTo(204);

        assertThat(verified).hasValue(1);
    }

    @Test
    void forgetsAPasswordThatWasChanged() throws Exception {
        enter("border", "pass wörd");
        password = "another";

        assertThat(enter("border", "pass wörd")).isEqualTo(401);
        assertThat(enter("border", "another")).isEqualTo(204);
    }

    @Test
    void refusesAnotherUserWithTheRightPassword() throws Exception {
        assertThat(enter("other", "pass wörd")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic", "Basic !!!", "Basic eA==", "Basic /w==", "Basic", "Digest a=b"})
    void asksForALoginThatCanBeRead(String authorization) throws Exception {
        var answer = Post.send(
                Post.anonymousTo("http://127.0.0.1:" + server.port() + "/door").header("Authorization", authorization));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"passerelle\", charset=\"UTF-8\"");
        assertThat(verified).hasValue(0);
    }

    @Test
    void makesAGuesserWaitLongerEachTime() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(enter("border", "guess")).isEqualTo(401);
        }

        assertThat(enter("border", "pass wörd")).isEqualTo(429);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(enter("border", "guess")).isEqualTo(401);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(enter("border", "guess")).isEqualTo(429);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(enter("border", "pass wörd")).isEqualTo(204);
        assertThat(enter("border", "guess")).isEqualTo(401);
    }

    @Test
    void waitsAtMostAMinute() {
        var failed = new FailedLogins(nanos::get);
        var place = new FailedLogins.Place("border", "192.0.2.1");
        for (int i = 0; i < 100; i++) {
            failed.add(place);
        }

        assertThat(failed.secondsToWait(place)).isEqualTo(60);
        assertThat(failed.secondsToWait(new FailedLogins.Place("border", "192.0.2.2")))
                .isZero();
    }

    @Test
    void verifiesTwoAtOnceAndSendsTheOthersAwaySoon() throws Exception {
        free.acquire(Integer.MAX_VALUE / 2);
        var first = CompletableFuture.supplyAsync(() -> enterUnchecked("one"));
        var second = CompletableFuture.supplyAsync(() -> enterUnchecked("two"));
        while (atOnce.get() < 2) {
            Thread.onSpinWait();
        }

        var third = enter("border", "three");
        free.release(Integer.MAX_VALUE / 2);

        assertThat(third).isEqualTo(503);
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(401);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(401);
        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void letsCallersWithOneLoginWaitForOneVerification() throws Exception {
        free.acquire(Integer.MAX_VALUE / 2);
        var callers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> enterUnchecked("pass wörd"), waiting))
                .limit(4)
                .toList();
        while (atOnce.get() < 1) {
            Thread.onSpinWait();
        }

        free.release(Integer.MAX_VALUE / 2);

        for (var caller : callers) {
            assertThat(caller.get(10, TimeUnit.SECONDS)).isEqualTo(204);
        }
        assertThat(verified).hasValue(1);
    }

    private int enterUnchecked(String given) {
        try {
            return enter("border", given);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
