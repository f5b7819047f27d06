package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.SYNTAX;
import static passerelle.format.edifact.Interchanges.document;
import static passerelle.format.edifact.Interchanges.read;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.model.Failure;

class RepertoireTest {

    @ParameterizedTest
    @CsvSource({
        "UNOC, ISO-8859-1, Möller",
        "UNOD, ISO-8859-2, Šťastný",
        "UNOE, ISO-8859-5, Иванова",
        "UNOF, ISO-8859-7, Παππάς",
        "UNOI, ISO-8859-6, نزي",
        "UNOK, ISO-8859-9, Yıldız",
        "UNOW, UTF-8, Nzé Ọkọrọ",
        "UNOY, UTF-8, Шевченко"
    })
    void readsACharacterSetByItsSyntaxIdentifier(String identifier, String charset, String name) {
        var file = ONE.replace("UNOA", identifier).replace("NZE", name).getBytes(Charset.forName(charset));

        String document = SYNTAX.read(file).match(Interchanges::xml, Failure::forSender);

        assertThat(document).contains("<c1>" + name + "</c1>");
    }

    /** Another message of the same interchange is none the worse for it. */
    @Test
    void refusesOnlyTheMessageWithAByteThatItsCharacterSetLacks() {
        var second = "UNH+2+PAXLST:D:05B:UN'BGM+745'TDT+20'NAD+FL+++N\u0087ZE'UNT+5+2'";
        var outcome = read(ONE.replace("UNE+1+G1'", second + "UNE+2+G1'"));

        assertThat(outcome.documents()).containsExactly(document(ONE));
        assertThat(outcome.faults())
                .containsExactly("READ-CHARSET at message 2, segment 4 NAD, element 4, component 1, line 16:"
                        + " found 'byte 0x87'; expected characters of UNOA, as UNB says");
        assertThat(outcome.totalFaults()).isEmpty();
    }

    @Test
    void refusesControlCharactersAndCutCharacters() {
        var expected = "READ-CHARSET at message PAX001, segment 7 NAD, element 4, component 1, line 10: found '%s';"
                + " expected characters of %s, as UNB says";

        assertThat(document(ONE.replace("NZE", "N\u0002ZE"))).isEqualTo(expected.formatted("U+0002", "UNOA"));
        assertThat(document(ONE.replace("UNOA", "UNOC").replace("NZE", "N\u0087ZE")))
                .isEqualTo(expected.formatted("U+0087", "UNOC"));
        assertThat(document(ONE.replace("UNOA", "UNOY").replace("NZE", "N\u00c3")))
                .isEqualTo(expected.formatted("byte 0xC3", "UNOY"));
        assertThat(document(ONE.replace("UNOA", "UNOY").replace("NZE", "N\u00c3ZE")))
                .isEqualTo(expected.formatted("byte 0xC3", "UNOY"));
    }

    @Test
    void refusesASyntaxIdentifierThatItCannotRead() {
        assertThat(document(ONE.replace("UNOA", "UNOX")))
                .isEqualTo("READ-CHARSET at segment UNB, element 1, component 1, line 2: found 'UNOX'; expected IATA,"
                        + " IATB, UNOA, UNOB, UNOC, UNOD, UNOE, UNOF, UNOG, UNOH, UNOI, UNOJ, UNOK, UNOW, UNOY");
        assertThat(document(ONE.replace("UNOA:4", "UNOA:5")))
                .isEqualTo("READ-SYNTAX at segment UNB, element 1, component 2, line 2: found '5';"
                        + " expected syntax version 1, 2, 3 or 4");
    }

    /** What may be written of level A: before version 4 by its own list, then all of ISO 646 that no nation changes. */
    @ParameterizedTest
    @CsvSource({
        "UNOA, 4, NZE_A,  ''",
        "UNOA, 3, NZE_A,  _",
        "UNOA, 4, Nze,    z",
        "UNOB, 3, Nze,    ''",
        "UNOB, 4, N@ZE,   @",
        "UNOC, 3, Möller, ''",
        "UNOC, 3, Šest,   Š",
        "UNOA, 4, MÖLLER, Ö",
        "UNOY, 4, Šest,   ''"
    })
    void writesOnlyWhatItsLevelHas(String identifier, int version, String text, String unwritable) {
        var repertoire = Repertoire.of(identifier, version).orElseThrow();

        assertThat(repertoire.firstUnwritable(text).orElse("")).isEqualTo(unwritable);
    }

    @Test
    void readsSmallLettersInLevelA() {
        assertThat(document(ONE.replace("NZE", "Nze"))).contains("<c1>Nze</c1>");
    }
}
