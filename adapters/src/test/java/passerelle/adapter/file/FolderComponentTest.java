package passerelle.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Redelivery;
import passerelle.model.Result;

class FolderComponentTest {
    private static final PartnerId REGISTRY = new PartnerId("registry");

    @TempDir
    Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.addComponent("folder", new FolderComponent(id -> Optional.of(id)
                .filter(REGISTRY::equals)
                .map(known -> partner(folder.resolve("in")))));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void putsAFileAndTheSameAgainWithoutEffect() throws Exception {
        Files.createDirectory(folder.resolve("in"));
        var first = deliver("registry", "a.txt", "one");
        var key = Files.readAttributes(folder.resolve("in/a.txt"), "fileKey");

        var again = deliver("registry", "a.txt", "one");

        assertThat(List.of(first, again)).containsOnly(Result.ok("folder"));
        assertThat(Files.readAttributes(folder.resolve("in/a.txt"), "fileKey")).isEqualTo(key);
        assertThat(folder.resolve("in")).isDirectoryContaining("glob:**/a.txt");
        assertThat(folder.resolve("in")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void replacesOtherContentOfTheSameLength() throws Exception {
        Files.createDirectory(folder.resolve("in"));
        deliver("registry", "a.txt", "one");

        deliver("registry", "a.txt", "two");

        assertThat(folder.resolve("in/a.txt")).hasContent("two");
    }

    @Test
    void leavesWhatIsThereWhenTheNewContentIsNotAsLongAsWasSaid() throws Exception {
        Files.createDirectory(folder.resolve("in"));
        deliver("registry", "a.txt", "one");
        var wrong = new OutgoingFile("a.txt", 4, () -> new ByteArrayInputStream(new byte[5]));

        assertThatThrownBy(() -> deliver("registry", wrong))
                .hasRootCauseMessage("A file of 5 bytes was announced with 4");

        assertThat(folder.resolve("in/a.txt")).hasContent("one");
        assertThat(folder.resolve("in")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void saysThatTheFolderIsNotThereAndDoesNotMakeIt() {
        var result = deliver("registry", "a.txt", "one");

        assertThat(result)
                .isEqualTo(Result.failed(
                        new Failure(FailureCode.DELIVER_STORAGE, "folder", "", "a folder with space to write")));
        assertThat(folder.resolve("in")).doesNotExist();
    }

    @Test
    void refusesANameThatCouldLeaveTheFolder() {
        assertThatThrownBy(() -> deliver("registry", "../a.txt", "one"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsForAPartnerThatIsNotConfigured() {
        assertThatThrownBy(() -> deliver("nobody", "a.txt", "one")).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private Result<?> deliver(String partner, String name, String text) {
        return deliver(partner, OutgoingFile.of(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Result<?> deliver(String partner, OutgoingFile file) {
        return Objects.requireNonNull(
                camel.createProducerTemplate().requestBody("folder:" + partner, file, Result.class));
    }

    private static Partner partner(Path path) {
        var batch = new Outbound.Batch("notices", "txt", 10, Duration.ofSeconds(1));
        return new Partner(
                REGISTRY,
                "Registry",
                "UTO",
                List.of(),
                Optional.of(new Outbound.Folder(new FormatId("notice-v2"), path, batch)),
                Redelivery.DEFAULT,
                List.of());
    }
}
