package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;
import passerelle.model.Result;
import passerelle.translate.Cases;

/** Drafts whose open fields a person has mapped: what came in a character set goes out in it, byte for byte. */
class MendedDraftTest {
    @TempDir
    Path folder;

    private Optional<DraftHome> home = Optional.empty();
    private String layout = "";
    private String toCommon = "";
    private String fromCommon = "";

    private void draft(byte[] sample) throws IOException {
        var draft = DraftHome.draft(sample, Optional.empty());
        home = Optional.of(new DraftHome(folder));
        home().written(draft, sample, "README.md");
        layout = draft.files().getOrDefault("layout.xml", "");
        toCommon = draft.files().getOrDefault("to-common.xsl", "");
        fromCommon = draft.files().getOrDefault("from-common.xsl", "");
    }

    /** Maps an open field, as a person does with an editor. @param place before or after which mapped field */
    private void map(String column, String place, String in, String out, String element) {
        var name = name(layout, column);
        var next = name(layout, place.replaceFirst("^(before|after) ", ""));
        var both = place.startsWith("before") ? name + ", " + next : next + ", " + name;
        toCommon = toCommon.replaceFirst("except \\(", "except (" + name + ", ")
                .replaceFirst("(<xsl:apply-templates select=\"[^*\"]*)\\b" + next + "\\b", "$1" + both)
                .replaceFirst(
                        "(<xsl:template match=\"record/" + name + "\">\n) +<xsl:sequence .*\n",
                        "$1    " + in.replace("$", "\\$") + "\n");
        fromCommon = fromCommon
                .replaceFirst(
                        "<" + name + "><xsl:sequence [^>]*/></" + name + ">",
                        "<" + name + ">{" + out + "}</" + name + ">")
                .replaceFirst("(fields hold. -->\n +<xsl:template match=\")", "$1" + element + " | ");
    }

    private static String name(String layout, String column) {
        var field =
                Pattern.compile("name=\"([^\"]+)\" column=\"" + column + "\"").matcher(layout);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private DraftHome home() {
        return home.orElseThrow();
    }

    private Layout layout() throws IOException {
        return Layout.read(folder, home().format().layout().orElseThrow(), new ArrayList<Problem>())
                .orElseThrow();
    }

    private void save() throws IOException {
        home().edit("to-common.xsl", text -> toCommon);
        home().edit("from-common.xsl", text -> fromCommon);
    }

    /** The file, read, translated in and out again, and written. */
    private byte[] thereAndBack(byte[] file) throws IOException {
        var format = home().format();
        var layout = layout();
        var records = new ArrayList<XdmNode>();
        new FlatReader(layout).read(new ByteArrayInputStream(file), new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                if (!record.isFrame()) {
                    records.add(record.node());
                }
            }

            @Override
            public void bad(BadRecord record) {
                throw new AssertionError(record.toString());
            }
        });
        var writer = new FlatWriter(layout);
        var out = new ArrayList<Encoded>();
        for (var record : records) {
            out.add(good(format.toCommon(record, Cases.GATEWAY)
                    .then(common -> format.fromCommon(common, Cases.GATEWAY))
                    .then(writer::encode)));
        }
        return good(writer.file(Map.of(), out));
    }

    private static <T> T good(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    @Test
    void persianDatesInWindows1256ComeBackByteForByte() throws IOException {
        var text =
                """
                الاسم الاول|اللقب|تاريخ الميلاد|الجنس|رقم الجواز|المنفذ|الاتجاه
                پرويز|گلستاني|1357/02/31|M|K12345678|بازرگان الشمالي|دخول
                ژاله|چراغي|1370/11/05|F|L87654321|بازرگان الشمالي|خروج
                يوسف|الكريم|1365/06/31|M|K22345678|خسروي الجنوبي|دخول
                """;
        var sample = text.getBytes(Charset.forName("windows-1256"));

        draft(sample);
        map(
                "الاتجاه",
                "before المنفذ",
                "<direction verbatim=\"{.}\">{k:code(., map{'دخول': 'entry', 'خروج': 'exit'})}</direction>",
                "c:crossing/c:direction ! k:code(., map{'entry': 'دخول', 'exit': 'خروج'})",
                "c:crossing/c:direction");
        save();

        assertThat(thereAndBack(sample)).isEqualTo(sample);
    }

    @Test
    void cyrillicInIso88595ComesBackByteForByte() throws IOException {
        var text =
                """
                Фамилия;Имя;Дата рождения;Пол;Гражданство;Номер паспорта;Пункт пропуска;Направление
                Иванова;Мария Петровна;31.12.1980;F;KAZ;N1234567;Северные ворота;въезд
                Петров;Олег;03.04.1991;M;KGZ;N7654321;Южные ворота;выезд
                Сидоренко;Юлия;29.02.1992;F;KAZ;N2234567;Северные ворота;выезд
                """;
        var sample = text.getBytes(Charset.forName("ISO-8859-5"));

        draft(sample);
        map(
                "Направление",
                "before Пункт пропуска",
                "<direction verbatim=\"{.}\">{k:code(., map{'въезд': 'entry', 'выезд': 'exit'})}</direction>",
                "c:crossing/c:direction ! k:code(., map{'entry': 'въезд', 'exit': 'выезд'})",
                "c:crossing/c:direction");
        map(
                "Гражданство",
                "after Пол",
                "<nationality system=\"iso-3166-1\" verbatim=\"{.}\">{k:nationality(., 'iso-3166-1')}</nationality>",
                "c:person/c:nationality ! k:to-system(., 'iso-3166-1')",
                "c:person/c:nationality");
        save();

        assertThat(thereAndBack(sample)).isEqualTo(sample);
    }

    @Test
    void refusesToWriteALetterThatTheCharacterSetLacks() throws IOException {
        var sample =
                "Surname;Given names;Date of birth;Border post\nИванова;Мария;31.12.1980;Ворота\nПетров;Олег;03.04.1991;Ворота\n"
                        .getBytes(Charset.forName("ISO-8859-5"));
        draft(sample);
        var record = good(HardenedXml.parse("<record><surname>Żak</surname><given-names>Олег</given-names></record>"
                .getBytes(StandardCharsets.UTF_8)));

        var said = new FlatWriter(layout()).encode(record);
        String place = said.match(done -> "written", failure -> failure.code().code() + " at " + failure.place());

        assertThat(place).isEqualTo("MAP-UNWRITABLE at record record, field surname");
    }
}
