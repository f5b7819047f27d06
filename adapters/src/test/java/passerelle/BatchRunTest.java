package passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import passerelle.bench.BatchRun;

class BatchRunTest {

    @Test
    void bringsEveryGoodRecordOfAFileOnceAndInOrderWhenTheGatewayIsKilledOnTheWay() throws Exception {
        long seed = System.nanoTime();

        var outcome = BatchRun.run(
                Path.of(""), new BatchRun.Setting(2_000, 100, 2, "256m", seed, List.of()), System.out::println);

        assertThat(outcome.differences()).as("seed " + seed).isEmpty();
    }
}
