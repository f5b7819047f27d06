package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.WholeFile;
import passerelle.model.OutgoingFile;

class InboxTest {
    private static final Instant MORNING = Instant.parse("2026-11-25T06:00:00.123Z");

    @TempDir
    Path data;

    private Storage storage;
    private Inbox inbox;

    @BeforeEach
    void open() throws IOException {
        storage = World.storage(data);
        inbox = new Inbox(storage.of(World.MINISTRY).prepared());
    }

    @Test
    void admitsAFetchedFileSealedAndWhole() throws Exception {
        var admitted = inbox.admit("a.txt", MORNING, writes("Okoro"));

        assertThat(inbox.taken()).containsExactly(admitted);
        assertThat(admitted.name()).isEqualTo("a.txt");
        assertThat(admitted.arrived()).isEqualTo(MORNING);
        assertThat(read(inbox, admitted)).isEqualTo("Okoro");
        assertThat(inbox.content(admitted).size()).isEqualTo(5);
        assertThat(Files.readString(admitted.path(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Okoro");
        assertThat(storage.of(World.MINISTRY).spool()).isEmptyDirectory();
    }

    @Test
    void showsAFetchedFileToNobodyUntilItIsWhole() throws Exception {
        inbox.admit("a.txt", MORNING, to -> {
            to.write(StandardCharsets.UTF_8.encode("half"));
            assertThat(inbox.taken()).isEmpty();
        });

        assertThat(inbox.taken()).hasSize(1);
    }

    @Test
    void leavesNothingOfAFetchThatBroke() {
        assertThatThrownBy(() -> inbox.admit("a.txt", MORNING, to -> {
                    to.write(StandardCharsets.UTF_8.encode("half"));
                    throw new IOException("the line is cut");
                }))
                .hasMessage("the line is cut");

        assertThat(storage.of(World.MINISTRY).working()).isEmptyDirectory();
        assertThat(storage.of(World.MINISTRY).spool()).isEmptyDirectory();
    }

    @Test
    void admitsNothingUnderAHostileNameOrOntoAFullDisk() throws Exception {
        var full = new Storage(storage.home(), storage.vault(), () -> false);

        for (var name : new String[] {"../a.txt", ".a", "a~b", "a/b", ""}) {
            assertThatThrownBy(() -> inbox.admit(name, MORNING, writes("x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Inbox(full.of(World.MINISTRY)).admit("a.txt", MORNING, writes("x")))
                .isInstanceOf(IOException.class);

        assertThat(inbox.taken()).isEmpty();
    }

    @Test
    void knowsAnArrivalAgainAfterARestart() throws Exception {
        inbox.admit("a.txt", MORNING.plusSeconds(1), writes("second"));
        inbox.admit("a.txt", MORNING, writes("first"));

        var before = inbox.taken();
        var after = new Inbox(World.storage(data).of(World.MINISTRY)).taken();

        assertThat(after).isEqualTo(before);
        assertThat(after).extracting(Inbox.Taken::arrival).doesNotHaveDuplicates();
        assertThat(read(inbox, after.get(0))).isEqualTo("first");
    }

    @Test
    void opensNoFileOfAnotherPartnerAndNoneOfTheOutbox() throws Exception {
        var mine = inbox.admit("a.txt", MORNING, writes("mine"));
        var border = new Inbox(storage.of(World.BORDER).prepared());
        var theirs = border.admit("a.txt", MORNING, writes("theirs"));
        new Outboxes(storage).put(World.MINISTRY, OutgoingFile.of("b.txt", "for you".getBytes(StandardCharsets.UTF_8)));

        Files.copy(theirs.path(), mine.path(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> read(inbox, mine)).isInstanceOf(IOException.class);
        Files.copy(
                storage.of(World.MINISTRY).of(Area.OUTBOX).resolve("b.txt"),
                mine.path(),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> read(inbox, mine)).isInstanceOf(IOException.class);

        assertThat(read(border, theirs)).isEqualTo("theirs");
    }

    private static WholeFile.Filling writes(String text) {
        return to -> to.write(StandardCharsets.UTF_8.encode(text));
    }

    private static String read(Inbox inbox, Inbox.Taken taken) throws IOException {
        try (var content = Channels.newInputStream(inbox.content(taken).open())) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
