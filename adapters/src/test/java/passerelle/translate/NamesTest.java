package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.saxon.s9api.XdmMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Problem;

/** The functions for names, scripts and machine readable zones as a stylesheet calls them. */
class NamesTest {
    private static final String LIBRARY =
            """
            <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                            xmlns:c="urn:passerelle:common:1" xmlns:mrz="urn:passerelle:mrz"
                            xmlns:name="urn:passerelle:names" xmlns:p="urn:passerelle:functions"
                            exclude-result-prefixes="#all" expand-text="yes">
              <xsl:import href="%1$stransliteration.xsl"/>
              <xsl:import href="%1$smrz.xsl"/>
              <xsl:template match="parts"><r><xsl:sequence select="name:parts(string(), @order)"/></r></xsl:template>
              <xsl:template match="part"><r>{name:part(string())}|{name:absence(string())}</r></xsl:template>
              <xsl:template match="two">
                <xsl:variable name="two" select="name:for-two-fields(c:name)"/>
                <r>{$two?family}|{$two?given}|{$two?rule}|{$two?left-behind}|<xsl:sequence
                    select="name:from-two-fields($two?family, $two?given, $two?rule)"/></r>
              </xsl:template>
              <xsl:template match="two[@placeholder]"><r>{name:for-two-fields(c:name, @placeholder)?given}</r></xsl:template>
              <xsl:template match="from-two"><r><xsl:sequence select="name:from-two-fields(@family, @given, @rule)"/></r></xsl:template>
              <xsl:template match="latin"><r>{name:latin(., @system)}</r></xsl:template>
              <xsl:template match="latin-full"><r><xsl:sequence select="name:latin-full(c:full, @system)"/></r></xsl:template>
              <xsl:template match="in-latin"><r>{name:in-latin(c:name, 'icao')}</r></xsl:template>
              <xsl:template match="match"><r>{name:matches(c:name[1], c:name[2])}</r></xsl:template>
              <xsl:template match="zone">
                <xsl:variable name="zone" select="mrz:read(.)"/>
                <r>{$zone?layout} {$zone?fields?document-number} {$zone?checks[1]?reading} {$mrz:sexes($zone?fields?sex)} <xsl:sequence
                    select="mrz:name(., $zone?name)"/></r>
              </xsl:template>
              <xsl:template match="field"><r>{mrz:name-field(c:name, @lang, @layout)}</r></xsl:template>
              <xsl:template match="digit"><r>{p:mrz-check-digit(.)}|{p:mrz-form(., 'ru')}|{p:mrz-text(., 'ru', 6)?field}</r></xsl:template>
            </xsl:stylesheet>
            """;

    private static Stylesheet library;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        var common = Path.of("xslt/common").toAbsolutePath().toUri();
        var file = Files.writeString(folder.resolve("library.xsl"), LIBRARY.formatted(common));
        var problems = new ArrayList<Problem>();
        var compiled = new StylesheetCompiler(Path.of(""), new XdmMap()).compile(file, problems);
        assertThat(problems).isEmpty();
        library = compiled.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "full-only; Ahmad Ali Hassan; ''",
                "comma; Okoro, Nze Ada; <family>Okoro</family><given>Nze Ada</given>",
                "comma; Okoro Nze; ''",
                "family-first; Okoro Nze; <family>Okoro</family><given>Nze</given>",
                "given-first; Nze Okoro; <family>Okoro</family><given>Nze</given>",
                "given-first; Ahmad Ali Hassan; ''",
                "given-first; FNU Okoro; <family>Okoro</family>",
                "family-given-patronymic; Корж Василий Захарович; <family>Корж</family><given>Василий</given><patronymic>Захарович</patronymic>",
                "family-given-patronymic; Корж Василий; ''",
                "given-father-grandfather; አበበ ቢቂላ ደምሴ; <given>አበበ</given><father>ቢቂላ</father><grandfather>ደምሴ</grandfather>",
                "given-father-grandfather; አበበ ቢቂላ; <given>አበበ</given><father>ቢቂላ</father>",
                "given-father-grandfather; አበበ; ''",
                "nasab; محمد بن أحمد بن علي التميمي; <given>محمد</given><father>أحمد</father><grandfather>علي</grandfather><nisba>التميمي</nisba>",
                "nasab; ليلى بنت أحمد; <given>ليلى</given><father>أحمد</father>",
                "nasab; محمد بن عبد الله; <given>محمد</given><father>عبد الله</father>",
                "nasab; محمد أحمد التميمي; ''",
                "nasab; محمد بن أحمد بن علي بن عمر; ''",
                "nasab; محمد بن; ''",
            })
    void partsAWholeNameOnlyAsTheFormatDeclares(String order, String text, String parts) {
        assertThat(told("<parts order='" + order + "'>" + text + "</parts>")).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "Okoro, Okoro|",
        "FNU, |unknown",
        "LNU, |unknown",
        "xxx, |unknown",
        "Unknown, |unknown",
        "-, |not-given",
        "., |not-given",
        "' ', |not-given",
        "Lnuk, Lnuk|",
    })
    void aPlaceholderIsAnAbsenceWithItsReason(String text, String answer) {
        assertThat(told("<part>" + text + "</part>")).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<single>Okoro</single>; Okoro|-|SINGLE_NAME_AS_SURNAME||; <single>Okoro</single>",
                "<family>Okoro</family><given>Nze</given>; Okoro|Nze|FAMILY_AS_SURNAME||; <family>Okoro</family><given>Nze</given>",
                "<family>Okoro</family>; Okoro|-|FAMILY_AS_SURNAME_GIVEN_ABSENT||; <family>Okoro</family>",
                "<given>Nze</given>; -|Nze|SURNAME_ABSENT||; <given>Nze</given>",
                "<given>አበበ</given><father>ቢቂላ</father><grandfather>ደምሴ</grandfather>; ቢቂላ|አበበ|PATRONYM_AS_SURNAME|grandfather|; <given>አበበ</given><father>ቢቂላ</father>",
                "<given>Jon</given><patronymic>Arnason</patronymic>; Arnason|Jon|PATRONYMIC_AS_SURNAME||; <given>Jon</given><patronymic>Arnason</patronymic>",
                "<father>Arna</father>; Arna|-|PATRONYM_AS_SURNAME_GIVEN_ABSENT||; <father>Arna</father>",
                "''; Ahmad Ali Hassan|-|FULL_NAME_AS_SURNAME||; ''",
            })
    void aNameFitsTwoFieldsByARuleAndComesBack(String parts, String fields, String back) {
        assertThat(told("<two>" + name("<full>Ahmad Ali Hassan</full>" + parts) + "</two>"))
                .isEqualTo(fields + back);
    }

    @Test
    void theTargetMayHaveItsOwnWordForNoNameButOnlyAKnownOne() {
        var single = name("<full>Okoro</full><single>Okoro</single>");

        assertThat(told("<two placeholder='FNU'>" + single + "</two>")).isEqualTo("FNU");
        assertThat(told("<two placeholder='Nemo'>" + single + "</two>")).startsWith("MAP-STYLESHEET");
    }

    @Test
    void twoFieldsWithoutARuleAreWhatTheySayAndAnUnknownRuleIsNone() {
        assertThat(told("<from-two family='Okoro' given='FNU'/>")).isEqualTo("<family>Okoro</family>");
        assertThat(told("<from-two family='Okoro' given='-' rule='SINGEL'/>")).startsWith("MAP-STYLESHEET");
    }

    @Test
    void writesALatinFormAndSaysHowItWasMade() {
        assertThat(told("<latin system='odni' lang='ru'>Корж</latin>")).isEqualTo("Korzh");
        assertThat(
                        told(
                                "<latin-full system='icao'><full xmlns='urn:passerelle:common:1' lang='ru'>Юлия</full></latin-full>"))
                .isEqualTo("<full script=\"Latn\" system=\"icao\" lossy=\"true\">Iuliia</full>");
        assertThat(told("<in-latin>" + name("<full script='Arab'>محمود</full><full script='Latn'>Mahmoud</full>")
                        + "</in-latin>"))
                .isEqualTo("Mahmoud");
        assertThat(told("<in-latin>" + name("<full script='Arab' lang='ar'>محمود</full>") + "</in-latin>"))
                .isEqualTo("MXHMWD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"አበበ", "ភ្នំពេញ", "王伟", "さくら", "สมชาย", "Γιάννης"})
    void refusesToMakeALatinFormWithoutATable(String text) {
        assertThat(told("<latin system='icao'>" + text + "</latin>"))
                .isEqualTo("MAP-UNWRITABLE at line 1, /latin: found '" + text
                        + "'; expected a Latin form from the issuer, since icao has no table for this name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "true; <full lang='ar'>القذافي</full><full>Gadhafi</full>; <full lang='ar'>القذافي</full><full>Qaddafi</full>",
                "true; <full lang='ar'>القذافي</full>; <full>ALQXDHAFY</full>",
                "possible; <full lang='ar'>القذافي</full>; <full>Gadhafi</full>",
                "false; <full lang='ar'>القذافي</full><full>Gadhafi</full>; <full lang='ar'>التميمي</full><full>Gadhafi</full>",
                "true; <full lang='ru'>Юлия Щеглова</full>; <full>Iouliia Chtcheglova</full>",
                "possible; <full truncated='true'>OKORO NZ</full>; <full>Nze Okoro</full><family>Okoro</family><given>Nze</given>",
                "false; <full>Okoro Nze</full>; <full>Okoro Ada</full>",
            })
    void matchesByNativeScriptOrTransliterationNotBySpelling(String answer, String one, String other) {
        assertThat(told("<match>" + name(one) + name(other) + "</match>")).isEqualTo(answer);
        assertThat(told("<match>" + name(other) + name(one) + "</match>")).isEqualTo(answer);
    }

    @Test
    void readsAZoneAndMarksItsNameAsLossy() {
        assertThat(
                        told(
                                "<zone>I&lt;PRT007777779&lt;ZZ92&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;\n"
                                        + "8303143M3405282PRT&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;2\nCACADOR&lt;DE&lt;ARAUJO&lt;&lt;ANDRE&lt;ESTEV</zone>"))
                .isEqualTo(
                        "TD1 007777779ZZ9 without-filler male <name><full script=\"Latn\" system=\"mrz\" lossy=\"true\""
                                + " truncated=\"true\">CACADOR DE ARAUJO ANDRE ESTEV</full><family>CACADOR DE ARAUJO</family>"
                                + "<given>ANDRE ESTEV</given></name>");
    }

    @ParameterizedTest
    @CsvSource({
        "F, female, ARKFREITH, '<name>', ARKFREITH",
        "M, male, <<FIRST<NAME, '<name rule=\"MRZ_PRIMARY_IDENTIFIER_ABSENT\">', FIRST NAME",
        "<, unspecified, ARKFREITH, '<name>', ARKFREITH",
    })
    void aSoleIdentifierIsASingleName(String sex, String meaning, String field, String start, String single) {
        var zone = "P<UTO" + field + "<".repeat(39 - field.length()) + " L898902C36UTO7408122" + sex
                + "1204159ZE184226B<<<<<10";

        assertThat(told("<zone>" + zone.replace("<", "&lt;") + "</zone>"))
                .isEqualTo("TD3 L898902C3 plain " + meaning + " " + start
                        + "<full script=\"Latn\" system=\"mrz\" lossy=\"true\">" + single + "</full><single>" + single
                        + "</single></name>");
    }

    @Test
    void refusesAZoneWithEveryFaultAndItsPlace() {
        var zone = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<< D23145B907UTO7408122F1204159<<<<<<<5";

        assertThat(told("<zone>" + zone.replace("<", "&lt;") + "</zone>"))
                .isEqualTo(
                        "MAP-BAD-VALUE at line 1, /zone: found 'document-number-check '7', composite-check '5''; expected"
                                + " document-number-check in line 2, column 10: check digit 8; composite-check in line 2, column 36:"
                                + " check digit 7");
    }

    @Test
    void aSuggestionGoesWithWhatWasFound() {
        var zone = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<< D231458907UTO74O8122F1204159<<<<<<<6";

        assertThat(told("<zone>" + zone.replace("<", "&lt;") + "</zone>"))
                .isEqualTo(
                        "MAP-BAD-VALUE at line 1, /zone: found 'birth '74O812', birth-check '2', composite-check '6';"
                                + " perhaps I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<< D231458907UTO7408122F1204159<<<<<<<6'; expected"
                                + " birth in line 2, column 14: a date as YYMMDD, with << for what is not known; birth-check in"
                                + " line 2, column 20: check digit 6; composite-check in line 2, column 36: check digit 4");
    }

    @Test
    void writesANameFieldOrRefuses() {
        var single = name("<full>Okoro</full><single>Okoro</single>");
        var other = name("<full>王伟</full><family>王</family><given>伟</given>");

        assertThat(told("<field layout='TD1' lang='en'>" + single + "</field>")).isEqualTo("OKORO" + "&lt;".repeat(25));
        assertThat(told("<field layout='TD2' lang='zh'>" + other + "</field>"))
                .startsWith("MAP-UNWRITABLE at line 1, /field/name");
    }

    @Test
    void aWrongArgumentIsAnAnswer() {
        assertThat(told("<digit>王</digit>")).isEqualTo("||");
        assertThat(told("<digit>Юлия</digit>")).isEqualTo("|IULIIA|IULIIA");
    }

    @Test
    void theModelHoldsTheRuleOfANameAndHowALatinFormWasMade() throws IOException {
        var schema =
                CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow().schema();
        var message = Files.readString(Path.of("xslt/xbb-immigration-v1/cases/out-full/back.xml"))
                .replace("<name>", "<name rule='SINGLE_NAME_AS_SURNAME'>")
                .replace("<full ", "<full system='icao' lossy='true' truncated='true' ");
        var wrong = message.replace("lossy='true'", "lossy='maybe'");

        assertThat(List.of(message, wrong))
                .extracting(text -> HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8))
                        .then(node -> schema.check(node, FailureCode.MODEL_COMMON))
                        .match(node -> "valid", failure -> failure.code().code()))
                .containsExactly("valid", "MODEL-COMMON");
    }

    private static String name(String content) {
        return "<name xmlns='urn:passerelle:common:1'>" + content + "</name>";
    }

    /** The content of the answer without the namespace, or the refusal. */
    private static String told(String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .then(node -> library.apply(node, Map.of()))
                .match(
                        node -> node.toString()
                                .replaceAll(" xmlns(:c)?=\"urn:passerelle:common:1\"", "")
                                .replaceAll("<(/?)c:", "<$1")
                                .replaceAll(">\\s+<", "><")
                                .replaceAll("\n\\s+", " ")
                                .replaceAll("^<r>|</r>$|^<r/>$", ""),
                        Failure::forSender);
    }
}
