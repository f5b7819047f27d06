package passerelle.bench;

import java.util.random.RandomGenerator;

/** When the gateway is killed: at random shares of the work, which stand in order, the upload before the records. */
final class KillMoments {
    /** Shares below 0 are of the upload, above 1 of what comes when all records are taken. */
    private static final double FROM = -0.1;

    private static final double TO = 1.1;
    /** One kill in so many strikes while the gateway starts. */
    private static final int IN_START = 5;

    private final double[] moments;
    private final RandomGenerator random;
    private int next;

    KillMoments(int kills, RandomGenerator random) {
        this.moments =
                random.doubles(kills, FROM, TO).sorted().toArray();
        this.random = random;
    }

    boolean isLeft() {
        return next < moments.length;
    }

    /** Whether the next one strikes during the upload. */
    boolean isInUpload() {
        return isLeft() && moments[next] < 0;
    }

    /** The share of the upload that the next one lets pass: never all of it. */
    double upload() {
        next++;
        return 0.95 * random.nextDouble();
    }

    /** The share of all records at which the next one strikes. */
    double share() {
        return Math.min(1, moments[next]);
    }

    /** How long it strikes after that share is reached, in milliseconds. */
    long delay() {
        next++;
        return random.nextLong(1_500);
    }

    /** Whether the next one does not wait for a share but strikes while the gateway starts. */
    boolean isInStart() {
        return isLeft() && random.nextInt(IN_START) == 0;
    }
}
