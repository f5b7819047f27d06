package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of config/codes and of the schema of the common model are the same words. */
class VocabulariesTest {
    private static final Pattern CODE = Pattern.compile("<code value=\"([^\"]+)\"");
    private static final Pattern WORD = Pattern.compile("<xs:enumeration value=\"([^\"]+)\"");

    @ParameterizedTest
    @CsvSource({
        "common-relation,RelationKindCode,common-1-codes.xsd",
        "common-marital-status,MaritalStatusCode,common-1-codes.xsd",
        "common-address-kind,AddressKindCode,common-1-codes.xsd",
        "common-language-level,LevelCode,common-1-codes.xsd",
        "common-urgency,UrgencyCode,common-1-codes.xsd",
        "common-sex,SexCode,common-1.xsd",
        "common-document-type,DocumentTypeCode,common-1.xsd",
        "common-direction,DirectionCode,common-1.xsd"
    })
    void aVocabularyHasTheWordsThatTheSchemaAccepts(String list, String type, String schema) throws IOException {
        var codes = words(CODE, Files.readString(Path.of("config/codes/" + list + ".xml")));
        var text = Files.readString(Path.of("config/schemas/" + schema));
        int start = text.indexOf("<xs:simpleType name=\"" + type + "\"");

        var accepted = words(WORD, text.substring(start, text.indexOf("</xs:simpleType>", start)));

        assertThat(codes).isNotEmpty().isEqualTo(accepted);
    }

    private static TreeSet<String> words(Pattern pattern, String text) {
        var words = new TreeSet<String>();
        pattern.matcher(text).results().forEach(found -> words.add(found.group(1)));
        return words;
    }
}
