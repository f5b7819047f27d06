package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.translate.functions.NameComparison.Written;

class NameComparisonTest {

    @ParameterizedTest
    @CsvSource({
        // native script or ICAO form; another Latin spelling of an Arabic name proves nothing
        "TRUE, القذافي, ar, القذّافي, ar",
        "TRUE, القذافي, ar, ALQXDHAFY, ''",
        "POSSIBLE, القذافي, ar, Gadhafi, ''",
        "POSSIBLE, القذافي, ar, Qaddafi, ''",
        "FALSE, القذافي, ar, التميمي, ar",
        // one Russian name under the systems of several years
        "TRUE, Юлия Щеглова, ru, Iuliia Shcheglova, ''",
        "TRUE, Юлия Щеглова, ru, IOULIIA CHTCHEGLOVA, ''",
        "FALSE, Юлия Щеглова, ru, Anna Shcheglova, ''",
        "TRUE, Γιάννης, el, GIANNIS, ''",
        // Latin letters
        "TRUE, MÖLLER, '', Moeller, ''",
        "POSSIBLE, Shcheglova Iuliia, '', Iuliia Shcheglova, ''",
        "FALSE, Okoro Nze, '', Okoro Ada, ''",
        "POSSIBLE, አበበ, am, Abebe, ''",
    })
    void comparesInTheNativeScriptOrByTheLatinFormOfASystem(
            NameComparison expected, String one, String language, String other, String itsLanguage) {
        var first = new Written(one, language, false);
        var second = new Written(other, itsLanguage, false);

        assertThat(NameComparison.of(first, second)).isEqualTo(expected);
        assertThat(NameComparison.of(second, first)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "POSSIBLE, PAPANDROPOULOUS JONATHOON ALEC, Papandropoulous Jonathoon Alecxander",
        "POSSIBLE, PAPANDROPOULOUS JONATHOON ALEC, Papandropoulous Jonathoon Alec",
        "FALSE, PAPANDROPOULOUS JONATHOON ALEC, Papandropoulous Jonathoon Warren",
        "FALSE, PAPANDROPOULOUS JONATHOON ALEC, Papandropoulous Jonathoon",
    })
    void comparesATruncatedNameAsFarAsItGoes(NameComparison expected, String truncated, String whole) {
        var cut = new Written(truncated, "", true);
        var full = new Written(whole, "", false);

        assertThat(NameComparison.of(cut, full)).isEqualTo(expected);
        assertThat(NameComparison.of(full, cut)).isEqualTo(expected);
    }
}
