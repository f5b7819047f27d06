package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshKeysTest {
    @Test
    void acceptsEd25519EcdsaAndLongRsa() {
        assertThat(SshKeys.problemOf(line(KeyPairProvider.SSH_ED25519, 256) + " somebody@somewhere"))
                .isEmpty();
        assertThat(SshKeys.problemOf(line(KeyPairProvider.ECDSA_SHA2_NISTP384, 384)))
                .isEmpty();
        assertThat(SshKeys.problemOf(line(KeyPairProvider.SSH_RSA, 3072))).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithALine() {
        var good = line(KeyPairProvider.SSH_ED25519, 256);

        assertThat(SshKeys.problemOf(line(KeyPairProvider.SSH_RSA, 2048)))
                .contains("the key must be Ed25519, ECDSA or RSA of at least 3072 bits");
        assertThat(SshKeys.problemOf("from=\"10.0.0.1\" " + good)).contains("options before the key are not supported");
        assertThat(SshKeys.problemOf(good.substring(0, 40)))
                .contains("not an OpenSSH public key line, as in 'ssh-ed25519 AAAA… comment'");
        assertThat(SshKeys.problemOf("hello")).isPresent();
        assertThat(SshKeys.problemOf("")).isPresent();
        assertThat(SshKeys.problemOf("# " + good)).isPresent();
    }

    @Test
    void doesNotReplaceAHostKeyThatItCannotRead(@TempDir Path data) throws Exception {
        var file = Files.writeString(data.resolve("host"), "not a key");

        assertThatThrownBy(() -> SshKeys.hostKey(file)).isInstanceOf(IOException.class);

        assertThat(file).hasContent("not a key");
    }

    private static String line(String type, int bits) {
        return SshKeys.line(World.newKey(type, bits).getPublic());
    }
}
