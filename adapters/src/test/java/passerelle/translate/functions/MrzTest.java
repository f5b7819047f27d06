package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.translate.functions.MrzNames.Parts;
import passerelle.translate.functions.MrzReading.Digit;
import passerelle.translate.functions.MrzReading.Fault;
import passerelle.translate.functions.MrzReading.Manner;

/** ICAO Doc 9303 parts 3 to 7; the names and lines are those of its specimens and of specimen documents. */
class MrzTest {
    private static final List<String> TD3 =
            List.of("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
    private static final List<String> TD2 =
            List.of("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6");
    private static final List<String> TD1 = List.of(
            "I<UTOD231458907ABC<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<1", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");
    private static final List<String> FRENCH =
            List.of("IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02", "1710GVA123451ROBERTA<<<<<<<9112311F2");

    @ParameterizedTest
    @CsvSource({
        "520727, 3",
        "ZE184226B<<<<<, 1",
        "640812, 5",
        "AB2134<<<, 5",
        "74<<<<, 1",
        "7408<<, 7",
        "<<<<<<, 0",
        "740000, 1",
        "L898902C3674081221204159ZE184226B<<<<<1, 0",
        "ab, ",
    })
    void computesTheCheckDigit(String text, Integer digit) {
        var computed = CheckDigit.of(text);

        assertThat(computed.isPresent() ? computed.getAsInt() : null).isEqualTo(digit);
    }

    @Test
    void readsAPassport() {
        var reading = MrzReading.of(TD3);

        assertThat(reading.layout()).contains(MrzLayout.TD3);
        assertThat(reading.fields())
                .isEqualTo(Map.of(
                        "document-code", "P",
                        "issuer", "UTO",
                        "name", "ERIKSSON<<ANNA<MARIA",
                        "document-number", "L898902C3",
                        "nationality", "UTO",
                        "birth", "740812",
                        "sex", "F",
                        "expiry", "120415",
                        "personal-number", "ZE184226B"));
        assertThat(reading.name()).isEqualTo(new Parts("ERIKSSON", "ANNA MARIA", false, ""));
        assertThat(reading.digits())
                .containsExactly(
                        plain("document-number", 6),
                        plain("birth", 2),
                        plain("expiry", 9),
                        plain("personal-number", 1),
                        plain("composite", 0));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.suggestion()).isEmpty();
    }

    @Test
    void readsEveryOtherLayout() {
        var visaA =
                List.of("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<");
        var visaB = List.of("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<");

        assertThat(List.of(TD1, TD2, visaA, visaB, FRENCH))
                .allSatisfy(lines -> assertThat(MrzReading.of(lines).faults()).isEmpty());
        assertThat(List.of(TD1, TD2, visaA, visaB, FRENCH))
                .extracting(lines -> MrzReading.of(lines).layout().orElseThrow())
                .containsExactly(MrzLayout.TD1, MrzLayout.TD2, MrzLayout.MRV_A, MrzLayout.MRV_B, MrzLayout.FRENCH_ID);
        assertThat(MrzReading.of(TD1).fields())
                .isEqualTo(Map.of(
                        "document-code", "I",
                        "issuer", "UTO",
                        "document-number", "D23145890",
                        "optional", "ABC",
                        "birth", "740812",
                        "sex", "F",
                        "expiry", "120415",
                        "nationality", "UTO",
                        "optional-2", "",
                        "name", "ERIKSSON<<ANNA<MARIA"));
        assertThat(MrzReading.of(visaA).fields()).containsEntry("optional", "6ZE184226B");
        assertThat(MrzReading.of(FRENCH).fields())
                .containsEntry("document-number", "1710GVA12345")
                .containsEntry("office", "0CHE02")
                .containsEntry("birth", "911231");
        assertThat(MrzReading.of(FRENCH).name()).isEqualTo(new Parts("TEST NAME", "ROBERTA", false, ""));
    }

    @Test
    void aFillerStandsForTheZeroOfAnEmptyPersonalNumberOnly() {
        var empty =
                List.of("P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", "C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0");
        var filled = List.of(TD3.get(0), TD3.get(1).substring(0, 42) + "<0");

        assertThat(MrzReading.of(empty).faults()).isEmpty();
        assertThat(MrzReading.of(empty).fields()).containsEntry("issuer", "D").containsEntry("nationality", "D");
        assertThat(MrzReading.of(filled).faults())
                .contains(new Fault("personal-number-check", 2, 43, "<", "check digit 1"));
    }

    @Test
    void refusesAPersonalNumberWithAWrongDigitAndTheCompositeOverIt() {
        var reading = MrzReading.of(List.of(TD3.get(0), "L898902C36UTO7408122F1204159ZE184226B<<<<<20"));

        assertThat(reading.faults())
                .containsExactly(
                        new Fault("personal-number-check", 2, 43, "2", "check digit 1"),
                        new Fault("composite-check", 2, 44, "0", "check digit 1"));
    }

    @Test
    void refusesABirthOnTheFortyFirst() {
        var reading = MrzReading.of(List.of(
                "P<GBRUK<SPECIMEN<<ANGELA<ZOE<<<<<<<<<<<<<<<<", "9250764733GBR8809417F2007162<<<<<<<<<<<<<<08"));

        assertThat(reading.faults())
                .startsWith(
                        new Fault("birth", 2, 14, "880941", "a date as YYMMDD, with << for what is not known"),
                        new Fault("birth-check", 2, 20, "7", "check digit 6"));
    }

    @ParameterizedTest
    @CsvSource({
        "74<<<<, true",
        "7408<<, true",
        "<<<<<<, true",
        "740229, false",
        "720229, true",
        "740431, false",
        "74<<12, true",
        "740000, false",
        "741301, false",
        "74<8<<, false",
    })
    void acceptsADateAsFarAsItIsKnown(String birth, boolean accepted) {
        var line = TD2.get(1).substring(0, 13) + birth + TD2.get(1).substring(19);

        var faults = MrzReading.of(List.of(TD2.get(0), line)).faults();

        assertThat(faults.stream().noneMatch(fault -> fault.field().equals("birth")))
                .isEqualTo(accepted);
    }

    @Test
    void readsALongNumberInBothMannersAndSaysWhich() {
        var both = Map.of(Manner.WITH_FILLER, "9", Manner.WITHOUT_FILLER, "9");
        var utopia = MrzReading.of(List.of(
                "I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"));
        var belgium = MrzReading.of(List.of(
                "IDBEL000590240<6013<<<<<<<<<<<", "8512017F1311048BEL851201002007", "REINARTZ<<ULRIKE<KATIA<E<<<<<<"));
        var portugal = MrzReading.of(List.of(
                "I<PRT007777779<ZZ92<<<<<<<<<<<", "8303143M3405282PRT<<<<<<<<<<<2", "CACADOR<DE<ARAUJO<<ANDRE<ESTEV"));

        assertThat(List.of(utopia, belgium, portugal))
                .allSatisfy(reading -> assertThat(reading.faults()).isEmpty());
        assertThat(utopia.digits().get(0)).isEqualTo(new Digit("document-number", "9", both, true));
        assertThat(utopia.fields()).containsEntry("document-number", "D23145890734");
        assertThat(belgium.digits().get(0).manners()).containsExactly(Manner.WITH_FILLER);
        assertThat(belgium.fields()).containsEntry("document-number", "000590240601");
        assertThat(portugal.digits().get(0).manners()).containsExactly(Manner.WITHOUT_FILLER);
        assertThat(portugal.fields()).containsEntry("document-number", "007777779ZZ9");
    }

    @Test
    void refusesALongNumberThatHoldsInNeitherManner() {
        var reading = MrzReading.of(List.of(
                "IDBEL000590240<6016<<<<<<<<<<<", "8512017F1311048BEL851201002007", "REINARTZ<<ULRIKE<KATIA<E<<<<<<"));

        assertThat(reading.faults())
                .startsWith(new Fault(
                        "document-number-check",
                        1,
                        15,
                        "6",
                        "check digit 3 with-filler or check digit 1 without-filler"));
        assertThat(reading.suggestion()).isEmpty();
    }

    @Test
    void suggestsTheOneReadingThatHoldsAndRepairsNothing() {
        var td2 = List.of("I<UTOERIK55ON<<ANNA<MAR1A<<<<<<<<<<<", "D231458907UT0740BIZZF12O4IS9<<<<<<<G");
        var td1 = List.of(
                "IDCHEA1234567<6<<<<<<<<<<<<<<<", "7SIOZSGMZOO90IBCHE<<<<<<<<<<<B", "5M1TH<<J0HN<AL8ERT<<<<<<<<<<<<");
        var french = List.of("1DFRATE5T<NAME<<<<<<<<<<<<<<<<0CHE02", "I7I0GVA123451RO8ERTA<<<<<<<9IIZ3IIF2");

        assertThat(MrzReading.of(td2).suggestion()).contains(TD2);
        assertThat(MrzReading.of(td2).fields()).containsEntry("birth", "740BIZ");
        assertThat(MrzReading.of(td1).suggestion())
                .contains(List.of(
                        "IDCHEA1234567<6<<<<<<<<<<<<<<<",
                        "7510256M2009018CHE<<<<<<<<<<<8",
                        "SMITH<<JOHN<ALBERT<<<<<<<<<<<<"));
        assertThat(MrzReading.of(french).suggestion()).contains(FRENCH);
        assertThat(List.of(td1, td2, french))
                .noneMatch(lines -> MrzReading.of(lines).holds());
    }

    @Test
    void suggestsAnExchangeInANumberOnlyIfItIsTheOnlyOne() {
        var oneSign = List.of(TD3.get(0), "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10");

        assertThat(MrzReading.of(oneSign).suggestion()).contains(TD3);
        assertThat(MrzReading.of(List.of(TD3.get(0), "L898902C36UTO7408122F1204159ZE184226B<<<<<11"))
                        .suggestion())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P<UTO<<ANNA<MARIA, '', ANNA MARIA, a primary identifier",
        "P<IND<<FIRST<NAME, '', FIRST NAME, a primary identifier",
        "P<UTOARKFREITH, ARKFREITH, '', ''",
    })
    void keepsASoleNameWhereItStands(String line, String primary, String secondary, String fault) {
        var reading = MrzReading.of(List.of(line + "<".repeat(44 - line.length()), TD3.get(1)));

        assertThat(reading.name()).isEqualTo(new Parts(primary, secondary, false, fault));
        assertThat(reading.faults()).isEmpty();
    }

    @Test
    void namesTheCharacterClassThatAFieldMustHave() {
        var lines =
                List.of(TD3.get(0), TD3.get(1).replace("F1204159", "X1204159").replace("UTO", "U1O"));

        assertThat(MrzReading.of(lines).faults())
                .containsExactly(
                        new Fault("nationality", 2, 11, "U1O", "letters and fillers"),
                        new Fault("sex", 2, 21, "X", "M, F or <"));
    }

    @Test
    void refusesLinesOfNoLayout() {
        var reading = MrzReading.of(List.of("P<UTO", "L89"));

        assertThat(reading)
                .isEqualTo(new MrzReading(
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        List.of(new Fault(
                                "lines",
                                0,
                                0,
                                "2 lines of 5, 3 characters",
                                "3 lines of 30, 2 lines of 36 or 2 lines of 44 characters")),
                        Optional.empty()));
        assertThat(MrzReading.of(List.of()).holds()).isFalse();
    }

    @Test
    void tenThousandRandomZonesAreAnsweredAndNoneThrows() {
        var random = new Random(20261125);
        int layouts = 0;
        for (int i = 0; i < 10_000; i++) {
            var reading = MrzReading.of(zone(random));

            layouts += reading.layout().isPresent() ? 1 : 0;
            assertThat(reading.name()).isNotNull();
            assertThat(reading.holds()).isEqualTo(reading.faults().isEmpty());
        }
        assertThat(layouts).isBetween(5_000, 9_999);
    }

    @Test
    void oneWrongCharacterInANumberNeverHolds() {
        var random = new Random(731);
        for (int i = 0; i < 500; i++) {
            int place = new int[] {0, 1, 8, 9, 13, 18, 19, 21, 27, 28, 36, 42, 43}[random.nextInt(13)];
            char digit = (char) ('0' + random.nextInt(10));
            var line = new StringBuilder(TD3.get(1));
            boolean same = line.charAt(place) == digit
                    || CheckDigit.of(String.valueOf(line.charAt(place))).equals(CheckDigit.of(String.valueOf(digit)));
            line.setCharAt(place, digit);

            assertThat(MrzReading.of(List.of(TD3.get(0), line.toString())).holds())
                    .isEqualTo(same);
        }
    }

    private static List<String> zone(Random random) {
        int[][] sizes = {{3, 30}, {2, 36}, {2, 44}, {random.nextInt(5), random.nextInt(60)}};
        var size = sizes[random.nextInt(sizes.length)];
        var signs = random.nextInt(4) == 0 ? "A0<é \u0000\uD83D\uDE00b" : "ABCDEFGHIOSVZ0123456789<<<<<";
        var lines = new ArrayList<String>();
        for (int line = 0; line < size[0]; line++) {
            var text = new StringBuilder();
            random.ints(size[1], 0, signs.length()).forEach(sign -> text.append(signs.charAt(sign)));
            lines.add(text.toString());
        }
        return lines;
    }

    private static Digit plain(String field, int digit) {
        return new Digit(field, String.valueOf(digit), Map.of(Manner.PLAIN, String.valueOf(digit)), true);
    }
}
