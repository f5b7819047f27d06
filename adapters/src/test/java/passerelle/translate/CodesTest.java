package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Problem;

/** The shipped code lists and the functions of {@code xslt/common/codes.xsl} on them. */
class CodesTest {
    private static final String STYLESHEET =
            """
            <xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:k="urn:passerelle:codes">
              <xsl:import href="common/codes.xsl"/>
              <xsl:template match="state"><r>{k:state(., @by)}</r></xsl:template>
              <xsl:template match="nationality"><r>{k:nationality(., @by)}</r></xsl:template>
              <xsl:template match="birth-state"><r>{k:birth-state(., @by)}</r></xsl:template>
              <xsl:template match="issuer"><r>{k:issuer(., @by)}</r></xsl:template>
              <xsl:template match="absent"><r>{k:absent(., @by)}</r></xsl:template>
              <xsl:template match="code"><r>{k:code(., string(@by))}</r></xsl:template>
              <xsl:template match="to-system"><r>{k:to-system(., @by)}</r></xsl:template>
            </xsl:stylesheet>
            """;

    /** Codes that are read and never written, each with the reason in its list. */
    private static final List<String> UNHCR_ONE_WAY =
            List.of("BVI", "DUB", "GAZ", "KNA", "NCL", "SRB", "STA", "TIB", "VAN");

    @TempDir
    static Path home;

    private static XdmMap lists;
    private static Stylesheet functions;

    @BeforeAll
    static void compile() throws IOException {
        try (Stream<Path> common = Files.walk(Path.of("xslt/common"))) {
            for (var file : common.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(home.resolve(file).getParent());
                Files.copy(file, home.resolve(file));
            }
        }
        var stylesheet = Files.writeString(home.resolve("xslt/codes.xsl"), STYLESHEET);
        var problems = new ArrayList<Problem>();
        lists = CodeLists.load(Path.of(""), problems)
                .orElseThrow(() -> new AssertionError(problems))
                .map();
        functions = new StylesheetCompiler(home, lists)
                .compile(stylesheet, problems)
                .orElseThrow(() -> new AssertionError(problems));
    }

    @ParameterizedTest
    @CsvSource({
        "AUS,AUT", "ARE,EGY", "UAE,ARE", "MAR,MTQ", "CHL,CHL", "GFR,DEU", "NIG,NGA", "NGR,NER", "SWI,CHE", "SWA,SWZ",
        "SRV,VNM", "KRN,PRK", "STA,XXA", "ZZZ,XXA", "GAZ,PSE", "PAL,PSE", "BSN,BIH", "KOS,RKS", "AUL,AUS", "TIB,CHN",
        "ANT,ATG", "TMP,TLS", "TWN,TWN"
    })
    void readsUnhcrCodesThatAreNotIso(String unhcr, String common) {
        assertThat(asked("nationality", "unhcr", unhcr)).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource({
        "GBN,GBN", "XXK,RKS", "RKS,RKS", "XKX,RKS", "KOS,RKS", "XXA,XXA", "XXB,XXB", "XXC,XXC", "XXX,XXX", "UTO,UTO",
        "D,DEU", "DEU,DEU", "GBD,GBD", "XAA,XAA", "XCC,XCC"
    })
    void readsNationalitiesOfTravelDocuments(String icao, String common) {
        assertThat(asked("nationality", "icao-9303", icao)).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource({"EUE", "UNO", "UNA", "UNK", "XOM", "XPO", "XBA", "XCE", "XCO", "XDC", "XEC", "XES", "XIM", "XMP"})
    void anIssuerIsNoNationality(String icao) {
        assertThat(asked("issuer", "icao-9303", icao)).isEqualTo(icao);
        assertThat(asked("nationality", "icao-9303", icao))
                .isEqualTo("MAP-UNKNOWN-CODE at line 1, /nationality: found '" + icao
                        + "'; expected a present nationality of icao-9303; this one is of the kind issuer");
    }

    @ParameterizedTest
    @CsvSource({
        "CSK,1993,'CZE, SVK'",
        "ZAR,1997,COD",
        "SCG,2006,'MNE, SRB'",
        "BUR,1989,MMR",
        "TMP,2002,TLS",
        "YMD,1990,YEM",
        "VDR,1977,VNM",
        "BYS,1992,BLR",
        "DHY,1977,BEN",
        "ANT,2010,'BES, CUW, SXM'",
        "SUN,1992,'ARM, AZE, BLR, EST, GEO, KAZ, KGZ, LTU, LVA, MDA, RUS, TJK, TKM, UKR, UZB'"
    })
    void aFormerStateIsForBirthsOnly(String code, String withdrawn, String successors) {
        assertThat(asked("birth-state", "icao-9303", code)).isEqualTo(code);
        assertThat(asked("birth-state", "iso-3166-1", code)).isEqualTo(code);
        assertThat(asked("nationality", "icao-9303", code))
                .isEqualTo("MAP-UNKNOWN-CODE at line 1, /nationality: found '" + code
                        + "'; expected a present nationality of icao-9303; this one was withdrawn in " + withdrawn
                        + ", followed by " + successors);
    }

    @ParameterizedTest
    @CsvSource({
        "eu,EL,GRC",
        "eu,UK,GBR",
        "eu,XK,RKS",
        "eu,FR,FRA",
        "iso-3166-1-alpha-2,GB,GBR",
        "iso-3166-1-alpha-2,AX,ALA",
        "genc,XKS,RKS",
        "genc,ALA,ALA",
        "genc,XGZ,PSE",
        "icao-9303-mrz,D,DEU",
        "iso-3166-1,FRA,FRA"
    })
    void readsStatesOfOtherLists(String list, String code, String common) {
        assertThat(asked("state", list, code)).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nationality|unhcr|VAR|a present nationality of unhcr; various names no state; a public mapping to XXC is wrong",
                "nationality|unhcr|KUR|a present nationality of unhcr; no state of ISO 3166; IRN, IRQ, SYR and TUR are",
                "nationality|unhcr|-|a present nationality of unhcr; this one says not-recorded",
                "nationality|unhcr|AUT|a present nationality of unhcr; near it: ANT (Antigua and Barbuda), AUL (Australia), AUS (Austria)",
                "nationality|icao-9303|ABC|a present nationality of icao-9303; near it: ABW (Aruba)",
                "nationality|icao-9303|UK|a present nationality of icao-9303; near it: UKR (Ukraine)",
                "nationality|genc|AX1|a present nationality of genc; this one says unknown",
                "nationality|genc|XAA|a present nationality of genc",
                "state|icao-9303|XXA|a present state of icao-9303; this one is of the kind status",
                "state|icao-9303|GBN|a present state of icao-9303; this one is of the kind nationality-class",
                "birth-state|icao-9303|XXX|a present or former state of icao-9303; this one is of the kind unspecified",
                "issuer|icao-9303|XXA|an issuer of documents of icao-9303; this one is of the kind status",
                "state|eu|GR|a present state of eu; Greece is EL in this list",
                "code|ecris-sex|9|a code of ecris-sex; near it: 0 (Unknown), 1 (Male), 2 (Female)",
                "code|unhcr-sex|-|a code of unhcr-sex; this one says not-recorded"
            })
    void refusesWhatHasNoSuchMeaning(String function, String list, String code, String expected) {
        assertThat(asked(function, list, code))
                .isEqualTo("MAP-UNKNOWN-CODE at line 1, /" + function + ": found '" + code + "'; expected " + expected);
    }

    @Test
    void refusesTheStateOfSpecimensInProduction() {
        assertThat(asked("nationality", "icao-9303", "UTO", Map.of("profile", "trial")))
                .isEqualTo("UTO");
        assertThat(asked("nationality", "icao-9303", "UTO", Map.of("profile", "production")))
                .isEqualTo("MAP-UNKNOWN-CODE at line 1, /nationality: found 'UTO'; expected a present nationality of"
                        + " icao-9303; this one is of the kind specimen");
    }

    @ParameterizedTest
    @CsvSource({
        "unhcr,-,not-recorded",
        "unhcr,U,unknown",
        "genc,AX1,unknown",
        "unhcr-sex,-,not-recorded",
        "unhcr,AUS,''"
    })
    void saysWhyThereIsNoValue(String list, String code, String reason) {
        assertThat(asked("absent", list, code)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "icao-9303-mrz-sex,<,unspecified",
        "icao-9303-mrz-sex,M,male",
        "icao-9303-mrz-sex,F,female",
        "icao-9303-viz-sex,X,unspecified",
        "ecris-sex,1,male",
        "ecris-sex,2,female",
        "ecris-sex,0,unknown",
        "iso-5218,9,unspecified",
        "unhcr-sex,U,unknown",
        "paxlst-sex,U,unknown",
        "hl7-0001,O,unspecified",
        "hl7-0001,A,unspecified",
        "hl7-0001,U,unknown",
        "es-sex,M,female",
        "es-sex,H,male",
        "nl-brp-sex,O,unknown",
        "nl-brp-sex,V,female",
        "dk-cpr-sex,K,female",
        "dk-cpr-sex,M,male",
        "unhcr-marital-status,WD,widowed",
        "hl7-0002,E,separated",
        "paxlst-document-type,T,refugee-travel-document",
        "unhcr-relation,COF,female-cousin"
    })
    void readsCodesOfOtherThings(String list, String code, String common) {
        assertThat(asked("code", list, code)).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource({
        "unhcr,AUT,AUS",
        "unhcr,EGY,ARE",
        "unhcr,XXA,ZZZ",
        "unhcr,PSE,PAL",
        "unhcr,ATG,ANT",
        "unhcr,ANT,NAN",
        "icao-9303,DEU,DEU",
        "icao-9303-mrz,DEU,D",
        "icao-9303-mrz,FRA,FRA",
        "icao-9303,RKS,RKS",
        "user-assigned,RKS,XKX",
        "genc,RKS,XKS",
        "eu,GRC,EL",
        "eu,GBR,UK",
        "iso-3166-1-alpha-2,GBR,GB",
        "hl7-0001,unspecified,O",
        "ecris-sex,unknown,0",
        "paxlst-document-type,identity-card,I",
        "unhcr-marital-status,partnership,PT"
    })
    void writesTheCodeOfTheTarget(String list, String common, String code) {
        assertThat(asked("to-system", list, common)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "unhcr,ALA,a value that unhcr has a code for", "ecris-sex,unspecified,a value that ecris-sex has a code for",
        "unhcr,XXX,a value that unhcr has a code for", "dk-cpr-sex,unknown,a value that dk-cpr-sex has a code for"
    })
    void refusesToWriteWhatTheTargetLacks(String list, String common, String expected) {
        assertThat(asked("to-system", list, common))
                .isEqualTo("MAP-UNWRITABLE at line 1, /to-system: found '" + common + "'; expected " + expected);
    }

    @Test
    void everyCodeOfUnhcrComesBackAsItWasOrIsSaidToBeOneWay() {
        var oneWay = new TreeSet<String>();
        entries("unhcr").forEach((code, entry) -> {
            if (text(entry, "to").isEmpty()) {
                return;
            }
            var element = "<to-system by='unhcr' system='unhcr' verbatim='%s'>%s</to-system>"
                    .formatted(code, text(entry, "to"));
            assertThat(result(element, Map.of())).isEqualTo(code);
            if (!asked("to-system", "unhcr", text(entry, "to")).equals(code)) {
                oneWay.add(code);
            }
        });

        assertThat(oneWay).containsExactlyElementsOf(UNHCR_ONE_WAY);
    }

    @Test
    void aVerbatimCodeThatMeansSomethingElseIsNotWrittenBack() {
        assertThat(result("<to-system by='unhcr' system='unhcr' verbatim='AUS'>AUS</to-system>", Map.of()))
                .isEqualTo("AUL");
    }

    @ParameterizedTest
    @CsvSource({
        "iso-3166-1,249", "iso-3166-1-alpha-2,249", "iso-3166-3,30", "icao-9303,28", "unhcr,263", "unhcr-relation,56",
        "unhcr-marital-status,11", "unhcr-sex,4", "hl7-0001,6", "hl7-0002,16", "eu,5", "genc,8"
    })
    void hasEveryCode(String list, int codes) throws IOException {
        var file = Files.readString(Path.of("config/codes/" + list + ".xml"));

        assertThat(file.split("<code ", -1).length - 1).isEqualTo(codes);
    }

    static Stream<String> lists() {
        try (Stream<Path> files = Files.list(Path.of("config/codes"))) {
            return files.map(file -> file.getFileName().toString().replace(".xml", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyListCanTellWhatToWrite(String list) {
        var out = map(map(lists, list), "out");

        out.entrySet().forEach(entry -> assertThat(entry.getValue().size())
                .as("%s of %s", entry.getKey(), list)
                .isEqualTo(1));
    }

    private static Map<String, XdmMap> entries(String list) {
        var entries = new TreeMap<String, XdmMap>();
        map(map(lists, list), "in")
                .entrySet()
                .forEach(entry -> entries.put(entry.getKey().getStringValue(), (XdmMap) entry.getValue()));
        return entries;
    }

    private static XdmMap map(XdmMap map, String key) {
        return (XdmMap) map.get(new XdmAtomicValue(key));
    }

    private static String text(XdmMap entry, String key) {
        var value = entry.get(new XdmAtomicValue(key));
        return value == null || value.isEmpty() ? "" : value.itemAt(0).getStringValue();
    }

    private static String asked(String function, String list, String code) {
        return asked(function, list, code, Map.of());
    }

    private static String asked(String function, String list, String code, Map<String, String> gateway) {
        var element = "<%1$s by='%2$s'>%3$s</%1$s>".formatted(function, list, code.replace("<", "&lt;"));
        return result(element, gateway);
    }

    private static String result(String element, Map<String, String> gateway) {
        return functions.apply(node(element), gateway).match(XdmNode::getStringValue, Failure::forSender);
    }

    private static XdmNode node(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
