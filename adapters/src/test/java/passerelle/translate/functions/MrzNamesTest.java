package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.translate.functions.MrzNames.Field;
import passerelle.translate.functions.MrzNames.Parts;

class MrzNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Herbert  Frank' | 17 | HERBERT<<FRANK<<< | false",
                "Pat, Mat | 8 | PAT<<MAT | false",
                "foo bar baz | 4 | FOO< | true",
                "ÄäĲĳ | 8 | AEAEIJIJ | false",
                "D'Artagnan | 4 | DART | true",
            })
    void writesATextAsItIsAndCutsItsEnd(String text, int length, String field, boolean truncated) {
        assertThat(MrzNames.text(text, "", length)).contains(new Field(field, truncated));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Eriksson | Anna, Maria | 23 | ERIKSSON<<ANNA<MARIA<<<",
                "SMITH-JONES | JEAN-PAUL | 22 | SMITH<JONES<<JEAN<PAUL",
                "CAÑÓN | THÉRÈSE | 14 | CANON<<THERESE",
                "O’Connor | Seán | 16 | OCONNOR<<SEAN<<<",
                "Arkfreith | '' | 39 | ARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
                "'' | Arkfreith | 10 | ARKFREITH<",
            })
    void writesPrimaryAndSecondaryIdentifier(String primary, String secondary, int length, String field) {
        assertThat(MrzNames.field(primary, secondary, "", length)).contains(new Field(field, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nilavadhanananda | Chayapa Dejthamrong Krasuang | 31 | NILAVADHANANANDA<<CHAYAPA<DEJ<K",
                "NILAVADHANANANDA | ARNPOL PETCH CHARONGUANG | 31 | NILAVADHANANANDA<<ARNPOL<PETC<C",
                "BENNELONG WOOLOOMOOLOO WARRANDYTE | DINGO | 31 | BENNELONG<WOOLOOMOOLOO<WARRA<<D",
                "Abcdef | G H I J K | 11 | AB<<G<H<I<J",
                "Abcdef | '' | 4 | ABCD",
            })
    void shortensALongNameFromItsEndAndKeepsTheFirstLetterOfEachPart(
            String primary, String secondary, int length, String field) {
        assertThat(MrzNames.field(primary, secondary, "", length)).contains(new Field(field, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"王伟", "Louis 14", "Anna_Maria", "123"})
    void doesNotWriteWhatTheTablesDoNotHave(String name) {
        assertThat(MrzNames.field(name, "Okoro", "", 30)).isEmpty();
        assertThat(MrzNames.field("Okoro", name, "", 30)).isEmpty();
        assertThat(MrzNames.text(name, "", 30)).isEmpty();
    }

    @Test
    void aNameOrALengthThatIsNoneIsNotWritten() {
        assertThat(MrzNames.field("", "'", "", 30)).isEmpty();
        assertThat(MrzNames.field("Okoro", "Nze", "", 0)).isEmpty();
        assertThat(MrzNames.text("Okoro", "", -1)).isEmpty();
        assertThat(MrzNames.text("", "", 30)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SMITH<JONES<<JEAN<PAUL<<, SMITH JONES, JEAN PAUL, false, ''",
        "PAPANDROPOULOUS<<JONATHOON<ALEC, PAPANDROPOULOUS, JONATHOON ALEC, true, ''",
        "<<ANNA<MARIA<<<<<<<<<<<<<<<<<<, '', ANNA MARIA, false, a primary identifier",
        "ARKFREITH<<<<<<<<<<<<<<<<<<<<<<, ARKFREITH, '', false, ''",
        "OKORO<<NZE<<ADA<, OKORO, NZE ADA, false, 'two identifiers at most, and single fillers within them'",
        "0KORO<<NZE<, 0KORO, NZE, false, letters A to Z and fillers",
    })
    void readsWhatTheFieldShowsAndNoMore(
            String field, String primary, String secondary, boolean possibleTruncation, String fault) {
        assertThat(MrzNames.parts(field)).isEqualTo(new Parts(primary, secondary, possibleTruncation, fault));
    }

    @Test
    void whatIsWrittenIsReadAndWrittenTheSame() {
        var random = new Random(9303);
        for (int i = 0; i < 2_000; i++) {
            var primary = words(random);
            var secondary = words(random);
            int length = 20 + random.nextInt(20);

            var field = MrzNames.field(primary, secondary, "", length).orElseThrow();
            var parts = MrzNames.parts(field.text());

            assertThat(field.text()).hasSize(length);
            assertThat(parts.fault()).isEmpty();
            assertThat(parts.possibleTruncation()).isEqualTo(!field.text().endsWith("<"));
            assertThat(MrzNames.field(parts.primary(), parts.secondary(), "", length))
                    .contains(new Field(field.text(), false));
            if (!field.truncated()) {
                assertThat(parts.primary() + "|" + parts.secondary()).isEqualTo(primary + "|" + secondary);
            }
        }
    }

    private static String words(Random random) {
        var words = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            words.append(words.isEmpty() ? "" : " ");
            random.ints(1 + random.nextInt(12), 'A', 'Z' + 1).forEach(letter -> words.append((char) letter));
        }
        return words.toString();
    }
}
