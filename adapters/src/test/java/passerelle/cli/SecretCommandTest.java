package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.vault.Vault;

/** Secrets are made once, and made anew by name. */
class SecretCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void home() throws IOException {
        var partners = Files.createDirectories(folder.resolve("config/partners"));
        Files.copy(Path.of("config/gateway.properties"), folder.resolve("config/gateway.properties"));
        Files.copy(Path.of("config/partners/xaa-registry.yaml"), partners.resolve("xaa-registry.yaml"));
        Files.copy(Path.of("config/partners/utopia-border.yaml"), partners.resolve("utopia-border.yaml"));
        secret();
    }

    @Test
    void makesWhatIsMissingAndNothingElse() throws IOException {
        var made = files();
        Files.delete(folder.resolve("data/secrets/utopia-border.hash"));
        Files.delete(folder.resolve("data/secrets/handover/utopia-border.password"));

        var run = secret();

        assertThat(run.out()).endsWith("1 made.\n");
        assertThat(files().keySet()).isEqualTo(made.keySet());
        assertThat(changed(made)).containsExactlyInAnyOrder("utopia-border.hash", "utopia-border.password");
    }

    @Test
    void renewsOneAndItsOtherHalf() throws IOException {
        var made = files();

        var run = secret("--renew", "xaa-registry.pub");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).contains("hand over ").endsWith("handover/xaa-registry.key\n1 made.\n");
        assertThat(files().keySet()).isEqualTo(made.keySet());
        assertThat(changed(made)).containsExactlyInAnyOrder("xaa-registry.pub", "xaa-registry.key");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data/secrets/xaa-registry.pub"))))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesAsItIsWhatTheConfigurationDoesNotName() throws IOException {
        Files.writeString(folder.resolve("data/secrets/other.pub"), "kept");
        var before = files();

        for (var name : new String[] {"other.pub", "absent.pub", "handover", "../secrets/xaa-registry.pub"}) {
            assertThat(secret("--renew", name).code()).isEqualTo(2);
        }

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void addsKeysForSealingOnceThereAreSome() throws Exception {
        assertThat(secret("--renew-seal").code()).isEqualTo(2);
        var keys = folder.resolve("data/keys");
        var sealed = Vault.open(keys).seal(new byte[] {1, 2, 3}, "a");
        var before = Files.readString(keys.resolve("seal.key"));

        var run = secret("--renew-seal");

        assertThat(run.code()).isEqualTo(0);
        assertThat(Files.readString(keys.resolve("seal.key"))).isNotEqualTo(before);
        assertThat(Vault.open(keys).open(sealed, "a")).containsExactly(1, 2, 3);
    }

    private CommandRun secret(String... arguments) {
        return CommandRun.of(Stream.concat(Stream.of("secret", "--home", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private Stream<String> changed(Map<String, String> before) throws IOException {
        return files().entrySet().stream()
                .filter(file -> !file.getValue().equals(before.get(file.getKey())))
                .map(Map.Entry::getKey);
    }

    /** Each file below data/secrets with its text. */
    private Map<String, String> files() throws IOException {
        var found = new TreeMap<String, String>();
        try (var all = Files.walk(folder.resolve("data/secrets"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return found;
    }
}
