package passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventProofTest {
    @TempDir
    Path folder;

    @Test
    void provesAnEventToSomebodyWhoHasThePublicKeyOnly() throws IOException {
        var home = new LogHome(folder).with(3, 100);
        var vkey = Files.readString(home.files().publicKey());

        for (int index : new int[] {0, 99, 100, 255, 256, 299}) {
            var proof = EventProof.of(home.folder(), index).orElseThrow();

            assertThat(EventProof.check(proof, vkey))
                    .contains(Entry.event(home.entries().get(index)));
        }
        assertThat(EventProof.of(home.folder(), 300)).isEmpty();
    }

    @Test
    void provesNothingOnceAnyCharacterIsChanged() throws IOException {
        var home = new LogHome(folder).with(1, 5);
        var vkey = Files.readString(home.files().publicKey());
        var proof = EventProof.of(home.folder(), 3).orElseThrow();

        for (int at = 0; at < proof.length(); at++) {
            var changed = new StringBuilder(proof);
            changed.setCharAt(at, proof.charAt(at) == 'A' ? 'B' : 'A');

            assertThat(EventProof.check(changed.toString(), vkey))
                    .as("character %d", at)
                    .isEmpty();
        }
        assertThat(EventProof.check("", vkey)).isEmpty();
        assertThat(EventProof.check(proof, "no key")).isEmpty();
    }
}
