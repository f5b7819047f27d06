package passerelle.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final char[] PASSWORD = "pépinière 7".toCharArray();

    @Test
    void matchesItsPasswordAndNoOther() {
        var phc = PasswordHash.of(PASSWORD);

        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.matches(phc, PASSWORD)).isTrue();
        assertThat(PasswordHash.matches(phc, "pépinière 8".toCharArray())).isFalse();
        assertThat(PasswordHash.matches(phc, new char[0])).isFalse();
    }

    @Test
    void givesAnotherTextEachTime() {
        assertThat(PasswordHash.of(PASSWORD)).isNotEqualTo(PasswordHash.of(PASSWORD));
    }

    @Test
    void readsAHashMadeByTheReferenceProgram() {
        // From the test vectors of the reference implementation: password "password", salt "somesalt".
        var phc = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(PasswordHash.matches(phc, "password".toCharArray())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$2b$12$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            })
    void refusesATextThatIsNoArgon2idHash(String phc) {
        assertThatThrownBy(() -> PasswordHash.matches(phc, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("$argon2id$v=19$");
    }
}
