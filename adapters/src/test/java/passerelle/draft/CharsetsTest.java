package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1250 | Žofie Šťastná, Jiří Dvořáček, Růžena Žižková",
                "windows-1251 | Иванова Мария, Петров Олег, Сидоренко Юлия",
                "ISO-8859-5   | Иванова Мария, Петров Олег, Сидоренко Юлия",
                "KOI8-R       | Иванова Мария, Петров Олег, Сидоренко Юлия",
                "IBM866       | Иванова Мария, Петров Олег, Сидоренко Юлия",
                "windows-1256 | محمد بن أحمد العلي، فاطمة حسين، يوسف الكريم",
                "ISO-8859-6   | محمد بن أحمد العلي، فاطمة حسين، يوسف الكريم",
                "windows-1253 | Παπαδόπουλος Γεώργιος, Άννα Κωνσταντίνου",
                "UTF-8        | Žofie, Мария, محمد"
            })
    void findsTheSetOfLettersOfOneAlphabet(String charset, String text) {
        var guess = Charsets.of(text.getBytes(Charset.forName(charset)));

        assertThat(guess.charset()).isEqualTo(charset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1252 | Müller Jürgen, Groß Käthe, Schönfeld Ölberg",
                "windows-1250 | Novák Jiří, Příjmení",
                "IBM037       | OKORO NZE 19801231 LIND EVA 19910403"
            })
    void isNotSureWhereAnotherSetReadsTheSampleAlike(String charset, String text) {
        var guess = Charsets.of(text.getBytes(Charset.forName(charset)));

        assertThat(guess.charset()).isEqualTo(charset);
        assertThat(guess.sure()).isFalse();
        assertThat(guess.second()).isPresent();
    }

    @Test
    void isNotSureOfASampleWhoseLettersWereLostOnItsWay() {
        var guess = Charsets.of("Okoro;Nze;Stra\uFFFDe 12".getBytes(StandardCharsets.UTF_8));

        assertThat(guess.sure()).isFalse();
        assertThat(guess.reason()).contains("ask for it as it was sent");
    }

    @Test
    void neverTakesAnotherSetForSure() {
        var names = "Ås Øyvind, Ægir Þór";

        var guess = Charsets.of(names.getBytes(Charset.forName("ISO-8859-1")));

        assertThat(guess.sure() ? guess.charset() : "not sure").isIn("windows-1252", "not sure");
    }
}
