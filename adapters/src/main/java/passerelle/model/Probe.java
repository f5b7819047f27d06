package passerelle.model;

import java.util.concurrent.Callable;

/**
 * One look at an endpoint that the configuration names. It changes nothing that stays and sends no message about anybody.
 *
 * @param subject whose endpoint and which way, as in {@code xaa-registry receives sftp}
 * @param step what was tried: dns, tcp, tls, contract, echo, host key and login, list, write, rename, remove, folder, port
 * @param detail what was seen, or the reason; never a secret
 * @param millis how long it took
 */
public record Probe(String subject, String step, Outcome outcome, String detail, long millis) {

    /** How it went. */
    public enum Outcome {
        OK,
        FAILED,
        NOT_PROBED
    }

    /** A look that was not made, since an earlier one failed or nothing can be tried without effect. */
    public static Probe skipped(String subject, String step, String reason) {
        return new Probe(subject, step, Outcome.NOT_PROBED, reason, 0);
    }

    /** Tries it and takes the time. @param look what was seen; it throws {@link Refused} with the reason */
    public static Probe of(String subject, String step, Callable<String> look) {
        var start = System.nanoTime();
        try {
            var seen = look.call();
            return new Probe(subject, step, Outcome.OK, seen, millis(start));
        } catch (Refused e) {
            return new Probe(subject, step, Outcome.FAILED, String.valueOf(e.getMessage()), millis(start));
        } catch (Exception e) {
            return new Probe(subject, step, Outcome.FAILED, e.getClass().getSimpleName(), millis(start));
        }
    }

    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Why a look failed, in words for the person who mends it. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        public Refused(String reason) {
            super(reason);
        }
    }
}
