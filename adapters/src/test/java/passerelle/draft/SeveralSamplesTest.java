package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralSamplesTest {
    private static final String FIRST =
            """
            Surname;Given name;Date of birth;Border post
            Okoro;Nze;01/12/1980;North Gate
            Lind;Eva;03/04/1991;North Gate
            """;
    private static final String SECOND =
            """
            Surname;Given name;Date of birth;Border post
            Núñez;Ana;29/02/1992;South Gate
            """;
    private static final String EXTRACT =
            """
            H20261122
            DOKORO      NZE   19801231
            DLIND       EVA   19910403
            DMARSH      TOM   19920229
            T000000003
            """;

    @TempDir
    Path folder;

    private static List<Sample> samples(String... pairs) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < pairs.length; i += 2) {
            samples.add(new Sample((char) ('a' + i / 2) + ".txt", pairs[i].getBytes(Charset.forName(pairs[i + 1]))));
        }
        return samples;
    }

    private static String said(List<Sample> samples) {
        return DraftHome.drafting()
                .draft(DraftHome.FORMAT, samples, Optional.of("BorderCrossingRecord"))
                .match(draft -> "a draft", NotDrafted::reason);
    }

    private Draft draft(List<Sample> samples) {
        var draft = DraftHome.draft(samples, Optional.of("BorderCrossingRecord"));
        new DraftHome(folder).written(draft, samples.get(0).bytes(), "README.md");
        return draft;
    }

    @Test
    void proveTogetherWhatOneLeavesOpen() {
        var one = DraftHome.draft(samples(FIRST, "UTF-8"), Optional.empty());

        var both = draft(samples(FIRST, "UTF-8", SECOND, "UTF-8"));

        assertThat(DraftHome.mapped(one)).doesNotContainKey("Date of birth");
        assertThat(DraftHome.mapped(both)).containsEntry("Date of birth", "person/birth");
        assertThat(one.charset().charset()).isEqualTo("US-ASCII");
        assertThat(both.charset().charset()).isEqualTo("UTF-8");
        assertThat(both.recognised()).contains("100 % of 4 rows");
    }

    @Test
    void findABorderThatIsBlankInOneOnly() {
        var draft =
                draft(samples(EXTRACT, "UTF-8", EXTRACT.replace("MARSH       TOM   ", "MARSHAL-BECKTOM-LI"), "UTF-8"));

        var layout = draft.files().getOrDefault("layout.xml", "");

        assertThat(layout)
                .contains(
                        "<record name=\"header\" min=\"1\">",
                        "<record name=\"record-d\" max=\"many\" header=\"header\">",
                        "<record name=\"trailer\" min=\"1\">",
                        "<check field=\"field-2\" equals=\"count(record-d)\"/>");
        assertThat(draft.questions()).extracting(Question::subject).containsExactly("borders");
    }

    @Test
    void giveNoControlTotalThatHoldsInOneOnly() {
        var draft = draft(samples(EXTRACT, "UTF-8", EXTRACT.replace("T000000003", "T000000007"), "UTF-8"));

        assertThat(draft.files().get("layout.xml")).doesNotContain("<check");
        assertThat(draft.questions()).extracting(Question::subject).containsExactly("borders", "trailer");
    }

    @Test
    void askWhetherEveryFileHasATrailerThatOneLacks() {
        var draft = DraftHome.draft(
                samples(EXTRACT, "UTF-8", EXTRACT.replace("T000000003\n", ""), "UTF-8"),
                Optional.of("BorderCrossingRecord"));

        assertThat(draft.questions()).extracting(Question::subject).contains("frame");
    }

    @Test
    void areNotDraftedWhereTheyContradictEachOther() {
        assertThat(said(samples(FIRST, "UTF-8", SECOND.replace(';', ','), "UTF-8")))
                .isEqualTo(
                        "The samples contradict each other: a.txt has ';' between fields and b.txt has ',' between fields."
                                + " Expected samples of one format.");
        assertThat(said(samples(FIRST, "UTF-8", SECOND.replace("Border post", "Post"), "UTF-8")))
                .isEqualTo(
                        "The samples contradict each other: a.txt has the columns Surname, Given name, Date of birth, Border"
                                + " post and b.txt has Surname, Given name, Date of birth, Post. Expected samples of one format.");
        assertThat(said(samples(FIRST, "UTF-8", SECOND.substring(SECOND.indexOf('\n') + 1), "UTF-8")))
                .isEqualTo(
                        "The samples contradict each other: a.txt names its columns in the first row and b.txt does not."
                                + " Expected samples of one format.");
        assertThat(said(samples(FIRST, "UTF-8", SECOND.replace("\n", "\r\n"), "UTF-8")))
                .isEqualTo("The samples contradict each other: lines of a.txt end with lf and those of b.txt with crlf."
                        + " Expected samples of one format.");
        assertThat(said(samples(SECOND, "UTF-8", SECOND, "windows-1252")))
                .startsWith("The samples contradict each other: a.txt is in UTF-8 (99 %) and b.txt in ");
        assertThat(said(samples(FIRST, "UTF-8", EXTRACT, "UTF-8")))
                .isEqualTo(
                        "The samples contradict each other: a.txt has ';' between fields and b.txt has no delimiter that cuts its"
                                + " rows alike. Expected samples of one format.");
    }
}
