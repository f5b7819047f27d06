package passerelle.adapter.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import passerelle.route.Unpaired;

class UnpairedTest {
    private static final Waiting NONE = new Waiting(new Waiting.Transactions() {
        @Override
        public <T> T inOne(Queues.Act<T> act) {
            throw new AssertionError("nobody has a pair");
        }
    });

    @Test
    void looksAgainAfterALookThatFailed() throws Exception {
        var looks = new CountDownLatch(2);
        try (var unpaired = new Unpaired(
                NONE,
                () -> {
                    looks.countDown();
                    if (looks.getCount() > 0) {
                        throw new IllegalStateException("as if");
                    }
                    return List.of();
                },
                Clock.systemUTC())) {
            unpaired.start();

            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
