package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import passerelle.model.FormatId;

/** What a plan holds of the shipped home; its faults are in {@code planted-faults.txt}. */
class PlanTest {
    private static final FormatId UNL = new FormatId("cz-unl-v1");
    private static final FormatId XAA = new FormatId("xaa-registry-v1");

    @Test
    void readsAReportBesideTheLayoutOfItsFormat() {
        var plan = Plan.read(Path.of("").toAbsolutePath(), Map.of(), Map.of(), Set.of(UNL, XAA));

        assertThat(plan.report(UNL).orElseThrow().messages()).containsExactly("refused");
        assertThat(plan.report(XAA)).isEmpty();
        assertThat(plan.formats().all()).extracting(format -> format.id()).containsExactlyInAnyOrder(UNL, XAA);
    }
}
