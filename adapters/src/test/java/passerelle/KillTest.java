package passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import passerelle.bench.KillRun;

class KillTest {

    @Test
    void deliversEveryAcknowledgedMessageOnceWhenTheGatewayIsKilledUnderLoad() throws Exception {
        var random = new Random();

        var differences = KillRun.run(
                Path.of(""), List.of("-XX:TieredStopAtLevel=1"), 4, Duration.ofSeconds(2), random, System.out::println);

        assertThat(differences).isEmpty();
    }
}
