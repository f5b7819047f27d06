package passerelle.draft;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Guess.Reading;
import passerelle.format.edifact.EdifactSyntax;
import passerelle.format.edifact.InterchangeSample;
import passerelle.model.Problem;

/**
 * Makes what a draft of EDIFACT needs, of any message: a schema of the segments and groups that the samples have, and
 * fields by their places. The envelope comes along as headers of the carrier; what a segment means hangs on its qualifier,
 * so that all the others are open.
 */
final class EdifactDrafts {
    private final Meanings meanings;

    EdifactDrafts(Meanings meanings) {
        this.meanings = meanings;
    }

    /** Messages of samples with a schema that was drafted for them; or why there are none. */
    record Read(List<InterchangeSample> known, String schema, Optional<SampleMessages> messages, String wrong) {
        Read {
            known = List.copyOf(known);
        }

        static Read not(String wrong) {
            return new Read(List.of(), "", Optional.empty(), wrong);
        }
    }

    static Read read(List<Sample> samples) {
        var known = samples.stream()
                .flatMap(sample -> InterchangeSample.of(sample.bytes()).stream())
                .toList();
        var types = known.stream().map(InterchangeSample::type).distinct().toList();
        if (types.size() != 1) {
            return Read.not(
                    types.isEmpty()
                            ? "It begins as an interchange of UN/EDIFACT, and no message in it begins with UNH and ends with UNT."
                            : "The samples have messages of more than one type, " + String.join(", ", types)
                                    + "; expected samples of one, and a format for each.");
        }
        var schema = EdifactXml.of(known);
        var problems = new ArrayList<Problem>();
        var messages = EdifactSyntax.of("edifact.xml", schema.getBytes(StandardCharsets.UTF_8), problems)
                .map(syntax -> SampleMessages.of(syntax, samples));
        if (messages.isEmpty() || messages.get().documents().isEmpty()) {
            return Read.not("It is UN/EDIFACT " + types.get(0) + ", and no message in it can be read. "
                    + messages.map(SampleMessages::why).orElseGet(() -> String.valueOf(problems)) + ".");
        }
        return new Read(known, schema, messages, "");
    }

    static CharsetGuess charset(List<InterchangeSample> known) {
        return new CharsetGuess(known.get(0).characters(), 100, Optional.empty(), "UNB says so.", true);
    }

    Source of(Read read) {
        var type = read.known().get(0).type();
        var root = new XmlNode(type, "");
        read.messages()
                .orElseThrow()
                .documents()
                .forEach(document -> root.add(XmlSamples.children(document).get(0)));
        var fields = XmlSamples.fields(root).stream().map(EdifactDrafts::called).toList();
        var guesses = new ArrayList<Guess>();
        var byValues = meanings.of(fields);
        for (int i = 0; i < fields.size(); i++) {
            guesses.add(guess(fields.get(i), byValues.get(i)));
        }
        var structure = new Question(
                "structure",
                "which segments, groups, elements and lengths a message may have: edifact.xml knows those of the samples only");
        return new Source(
                "edifact",
                "",
                List.of(new Message(type, type, fields, guesses)),
                List.of(structure),
                List.of(),
                false,
                true,
                Optional.of(standard(type)));
    }

    /** A field under its place in its segment: {@code NAD/e4/c1}. */
    private static Field called(Field field) {
        return new Field(
                field.path(),
                field.name(),
                Optional.of(field.path().replaceAll("^(.*/)?(?=[A-Z][A-Z0-9]{2}/e)", "")),
                field.values(),
                field.length(),
                field.constant(),
                field.isRepeated());
    }

    private static Guess guess(Field field, Guess byValues) {
        var path = field.path();
        if (path.startsWith("UNH/") || path.startsWith("interchange/") && !isPassword(path)) {
            var place = path.startsWith("interchange/UNB/e4") ? "envelope/sent" : "envelope/carrier/header";
            return Guess.sure(Meaning.STANDARD, 95, "ISO 9735 says so.", new Reading(Kind.SHARED, ".", ".", "", place));
        }
        return Guess.unsure(
                byValues.meaning(),
                byValues.confidence(),
                byValues.reason() + " The qualifier of its segment says what it is.");
    }

    private static boolean isPassword(String path) {
        return path.startsWith("interchange/UNB/e6") || path.startsWith("interchange/UNG/e8");
    }

    private static Standard standard(String type) {
        return new Standard(
                "xmlns:f=\"urn:passerelle:edifact\"",
                "../common/paxlst.xsl",
                message -> "",
                """
                <xsl:with-param name="sent" select="f:sent(.)"/>
                <xsl:with-param name="carrier" select="f:carrier(., 'UN/EDIFACT %s')"/>
                """
                        .formatted(type),
                ".//*[not(*)] except (interchange//*, UNH//*), interchange/UNB/e6/descendant-or-self::*[not(*)], interchange/UNG/e8/descendant-or-self::*[not(*)]",
                message -> "",
                "",
                "",
                """

                # The sender's own id of the message: sender and reference of the interchange, and reference of the message in it.
                source-id: "string-join((interchange/UNB/e2/c1, interchange/UNB/e5, UNH/e1), '/')"
                """);
    }
}
