package passerelle.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import passerelle.model.Inbound;

/**
 * Lets a partner in by name and password (HTTP Basic in UTF-8, RFC 7617). An unknown partner and a wrong password get
 * the same answer. A password costs its Argon2 once; later requests meet a keyed digest in memory. Repeated failures
 * from one address to one partner are answered 429 for a growing time, and no thread waits for it.
 */
public final class BasicDoor {
    /** Verified for unknown partners, so that they take as long: a hash that no password is known to have. */
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$" + "cGFzc2VyZWxsZS1ub2JvZHk$MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";

    private static final int VERIFICATIONS_AT_ONCE = 2;
    private static final long PATIENCE_MILLIS = 250;
    private static final long SHARED_SECONDS = 5;

    private final BiPredicate<String, char[]> verify;
    private final Semaphore verifications = new Semaphore(VERIFICATIONS_AT_ONCE);
    private final KnownLogins known = new KnownLogins();
    /** Logins that are verified now: whoever comes with the same one waits for the same answer. */
    private final Map<ByteBuffer, CompletableFuture<Optional<Boolean>>> underWay = new ConcurrentHashMap<>();

    private final FailedLogins failed;

    /** @param verify whether an Argon2id hash in PHC string form belongs to a password */
    public BasicDoor(BiPredicate<String, char[]> verify) {
        this(verify, System::nanoTime);
    }

    BasicDoor(BiPredicate<String, char[]> verify, LongSupplier nanoTime) {
        this.verify = verify;
        this.failed = new FailedLogins(nanoTime);
    }

    /**
     * Whether the request may go on; if not, the answer (401, 429 or 503) is already given.
     *
     * @param account what the caller wants to be, for counting failures: the name in the path
     * @param login empty when there is no such partner
     */
    public boolean admits(
            HttpServletRequest request, HttpServletResponse response, String account, Optional<Inbound.Login> login)
            throws IOException {
        var place = new FailedLogins.Place(account, request.getRemoteAddr());
        long wait = failed.secondsToWait(place);
        if (wait > 0) {
            return refuse(response, 429, wait);
        }
        var given = Credentials.of(request.getHeader("Authorization"));
        if (given.isEmpty()) {
            return challenge(response);
        }
        var credentials = given.get();
        var hash = login.map(found -> found.passwordHash().value()).orElse(NOBODY);
        var digest = known.digest(credentials, hash);
        if (!known.has(digest)) {
            var admitted = admitOnce(digest, credentials, hash, login);
            if (admitted.isEmpty()) {
                return refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, 1);
            }
            if (!admitted.get()) {
                failed.add(place);
                return challenge(response);
            }
        }
        failed.forget(place);
        return true;
    }

    /** Whether this login is right, and known from now on; empty when too many are being verified now. */
    private Optional<Boolean> admitOnce(
            ByteBuffer digest, Credentials credentials, String hash, Optional<Inbound.Login> login) {
        var mine = new CompletableFuture<Optional<Boolean>>();
        var first = underWay.putIfAbsent(digest, mine);
        if (first != null) {
            return first.completeOnTimeout(Optional.empty(), SHARED_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        try {
            var verified = verify(credentials, hash)
                    .map(right -> right
                            && login.filter(found -> isUser(credentials, found)).isPresent());
            if (verified.equals(Optional.of(true))) {
                known.add(digest);
            }
            mine.complete(verified);
        } finally {
            underWay.remove(digest, mine);
            mine.complete(Optional.empty());
        }
        return mine.join();
    }

    /** Empty when too many are being verified now. */
    private Optional<Boolean> verify(Credentials credentials, String hash) {
        try {
            if (!verifications.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        var password = credentials.password().toCharArray();
        try {
            return Optional.of(verify.test(hash, password));
        } finally {
            Arrays.fill(password, ' ');
            verifications.release();
        }
    }

    private static boolean isUser(Credentials credentials, Inbound.Login login) {
        return MessageDigest.isEqual(
                credentials.user().getBytes(StandardCharsets.UTF_8),
                login.user().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean challenge(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"passerelle\", charset=\"UTF-8\"");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return false;
    }

    private static boolean refuse(HttpServletResponse response, int status, long seconds) throws IOException {
        response.setHeader("Retry-After", Long.toString(seconds));
        response.sendError(status);
        return false;
    }
}
