package passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

class EntryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");

    @Test
    void readsBackWhatWasWritten() throws IOException {
        var event = AuditEvent.at(NOON, Type.RECOVERED)
                .with(Fact.SENDER, "utopia-border")
                .with(Fact.PLACE, "/n:notice/n:имя[1]")
                .with(Fact.RECEIVED_AT, "")
                .event();

        var read = Entry.event(Entry.of(List.of(event)).get(0).bytes());

        assertThat(read).isEqualTo(event);
    }

    @Test
    void twoEntriesOfOneEventShareNoHash() {
        var event = AuditEvent.at(NOON, Type.STARTED).event();

        var entries = Entry.of(List.of(event, event));

        assertThat(MerkleTree.leafHash(entries.get(0).bytes()))
                .isNotEqualTo(MerkleTree.leafHash(entries.get(1).bytes()));
    }

    @Test
    void cutsAFactThatIsTooLongBetweenTwoCharacters() throws IOException {
        var longest = AuditEvent.at(NOON, Type.REFUSED);
        for (var fact : Fact.values()) {
            longest.with(fact, "ab" + "🛂".repeat(20_000));
        }

        var entry = Entry.of(List.of(longest.event())).get(0).bytes();

        assertThat(entry.length).isLessThanOrEqualTo(Batch.LONGEST_ENTRY);
        assertThat(Entry.event(entry).facts().values()).allSatisfy(value -> assertThat(value)
                .startsWith("ab🛂")
                .endsWith("🛂…")
                .satisfies(text -> assertThat(text.getBytes(StandardCharsets.UTF_8).length)
                        .isBetween(Entry.LONGEST_FACT - 3, Entry.LONGEST_FACT)));
    }

    @Test
    void refusesBytesThatAreNoEntry() {
        var entry = Entry.of(List.of(AuditEvent.at(NOON, Type.STARTED).event()))
                .get(0)
                .bytes();
        entry[0] = 2;

        assertThatThrownBy(() -> Entry.event(entry))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> Entry.event(new byte[0])).isInstanceOf(IOException.class);
    }
}
