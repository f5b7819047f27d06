package passerelle.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final byte[] NOTICE =
            "<notice><surname>Okoro</surname></notice>".repeat(20).getBytes(UTF_8);

    @TempDir
    Path home;

    private Path keys;
    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        keys = home.resolve("data/keys");
        vault = Vault.open(keys);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 5_000, 300_000})
    void opensWhatItSealedOfAnyLength(int length) throws Unsealable {
        var random = new byte[length];
        new Random(length).nextBytes(random);
        var even = new byte[length];

        assertThat(vault.open(vault.seal(random, "a"), "a")).isEqualTo(random);
        assertThat(vault.open(vault.seal(even, "a"), "a")).isEqualTo(even);
    }

    @Test
    void opensWithTheSameKeysAfterARestart() throws Exception {
        var sealed = vault.seal(NOTICE, "id/received");

        var again = Vault.open(keys);

        assertThat(again.open(sealed, "id/received")).isEqualTo(NOTICE);
        assertThat(again.fingerprint(NOTICE)).isEqualTo(vault.fingerprint(NOTICE));
        assertThat(again.group("person 7")).isEqualTo(vault.group("person 7"));
    }

    @Test
    void sealsByNewKeysOnceTheyAreRenewedAndStillOpensByTheOldOnes() throws Exception {
        var sealed = vault.seal(NOTICE, "id/received");
        var file = home.resolve("file");
        write(vault, file);

        Vault.renew(keys);
        var again = Vault.open(keys);

        assertThat(again.open(sealed, "id/received")).isEqualTo(NOTICE);
        assertThat(read(again, file)).isEqualTo(NOTICE);
        assertThat(again.fingerprint(NOTICE)).isEqualTo(vault.fingerprint(NOTICE));
        assertThat(again.group("person 7")).isEqualTo(vault.group("person 7"));
        var later = again.seal(NOTICE, "id/received");
        assertThatThrownBy(() -> vault.open(later, "id/received")).isInstanceOf(Unsealable.class);
        write(again, file);
        assertThatThrownBy(() -> read(vault, file)).isInstanceOf(IOException.class);
        assertThat(read(again, file)).isEqualTo(NOTICE);
        assertThat(Vault.open(keys).open(later, "id/received")).isEqualTo(NOTICE);
    }

    private static void write(Vault with, Path file) throws IOException {
        try (var to = Files.newByteChannel(file, CREATE, WRITE, TRUNCATE_EXISTING);
                var sealing = with.sealing(to, "file")) {
            sealing.write(ByteBuffer.wrap(NOTICE));
        }
    }

    private static byte[] read(Vault with, Path file) throws IOException {
        try (var plain = with.opening(Files.newByteChannel(file), "file")) {
            return Channels.newInputStream(plain).readAllBytes();
        }
    }

    @Test
    void sealsSmallerThanThePlainTextAndNeverTheSameTwice() {
        var one = vault.seal(NOTICE, "a");

        assertThat(one.length).isLessThan(NOTICE.length / 2);
        assertThat(vault.seal(NOTICE, "a")).isNotEqualTo(one);
        assertThat(new String(one, UTF_8)).doesNotContain("Okoro");
    }

    @Test
    void doesNotOpenInAnotherContext() {
        var sealed = vault.seal(NOTICE, "id/received");

        assertThatThrownBy(() -> vault.open(sealed, "id/view.registry"))
                .isInstanceOf(Unsealable.class)
                .hasMessage("The sealed bytes do not open under this key and context")
                .hasNoCause();
    }

    @Test
    void doesNotOpenWhenAnyByteChanged() {
        var sealed = vault.seal(new byte[40], "a");

        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(changed, "a")).isInstanceOf(Unsealable.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            var cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open(cut, "a")).isInstanceOf(Unsealable.class);
        }
    }

    @Test
    void twoVaultsHaveNothingInCommon() throws IOException {
        var other = Vault.open(home.resolve("other"));

        assertThat(other.fingerprint(NOTICE)).isNotEqualTo(vault.fingerprint(NOTICE));
        assertThat(other.group("person 7")).isNotEqualTo(vault.group("person 7"));
        assertThatThrownBy(() -> other.open(vault.seal(NOTICE, "a"), "a")).isInstanceOf(Unsealable.class);
    }

    @Test
    void fingerprintsAndGroupsAreKeyedHex() {
        assertThat(vault.fingerprint(NOTICE)).matches("[0-9a-f]{64}").isEqualTo(vault.fingerprint(NOTICE.clone()));
        assertThat(vault.group("person 7")).matches("[0-9a-f]{16}").isNotEqualTo(vault.group("person 8"));
        assertThat(vault.fingerprint("person 7".getBytes(UTF_8))).doesNotStartWith(vault.group("person 7"));
    }

    @Test
    void createsFolderAndFilesForItsOwnAccountOnly() throws IOException {
        assertThat(mode(keys)).isEqualTo("rwx------");
        for (var name : new String[] {"seal.key", "stream.key", "fingerprint.key", "group.key"}) {
            assertThat(mode(keys.resolve(name))).isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAKeyFileThatOthersMayRead() throws IOException {
        var file = keys.resolve("seal.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Vault.open(keys))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " has mode 0644, so that other accounts may get at the keys;"
                        + " right is 0600: chmod 0600 " + file);
    }

    @Test
    void refusesAKeyFolderThatOthersMayEnter() throws IOException {
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> Vault.open(keys))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(keys.toString(), "0750", "0700");
    }

    @Test
    void refusesADamagedKeyFileWithoutQuotingIt() throws IOException {
        var file = keys.resolve("seal.key");
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));

        assertThatThrownBy(() -> Vault.open(keys))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is no key file of the vault; restore it from a copy")
                .hasNoCause();
    }

    @Test
    void finishesAFirstStartThatWasCutShort() throws Exception {
        Files.delete(keys.resolve("group.key"));
        Files.writeString(keys.resolve("group.key.new"), "{");

        assertThat(Vault.open(keys).group("person 7")).matches("[0-9a-f]{16}");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
