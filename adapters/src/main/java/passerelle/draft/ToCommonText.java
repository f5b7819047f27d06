package passerelle.draft;

import java.util.List;
import java.util.stream.Collectors;
import passerelle.draft.Guess.Reading;
import passerelle.draft.Message.Read;

/** Writes {@code to-common.xsl}: what is sure is mapped, each open field and question stops the message. */
final class ToCommonText {
    private static final String BLANK = "\n\n";

    private final Source source;
    private final CommonShape shape;
    private final StringBuilder out = new StringBuilder();

    private ToCommonText(Source source, CommonShape shape) {
        this.source = source;
        this.shape = shape;
    }

    static String of(Source source, CommonShape shape) {
        var text = new ToCommonText(source, shape);
        text.write();
        return text.out.toString();
    }

    private void write() {
        out.append(StylesheetHead.toCommon(source));
        for (var message : source.messages()) {
            root(message);
        }
        out.append(source.blankTemplate());
        if (source.messages().stream().anyMatch(message -> !names(message).isEmpty())) {
            name(source.messages().get(0));
        }
        for (var message : source.messages()) {
            message.reads()
                    .forEach(read ->
                            field(read, message.root() + "/" + read.field().path()));
        }
        source.others().forEach(read -> field(read, read.field().path()));
        source.standard().ifPresent(standard -> lines(2, standard.functions()));
        out.append(StylesheetHead.toCommonEnd(uses(Guess.Kind.DAY), uses(Guess.Kind.MOMENT)));
    }

    private boolean uses(Guess.Kind kind) {
        return source.messages().stream()
                .flatMap(message -> message.sure().stream())
                .flatMap(read -> read.guess().reading().stream())
                .anyMatch(reading -> reading.kind() == kind);
    }

    private void root(Message message) {
        out.append("  <xsl:template match=\"").append(message.root()).append("\" as=\"element(c:message)\">\n");
        source.standard().ifPresent(standard -> lines(4, standard.check(message)));
        out.append(
                """
                    <message>
                      <xsl:call-template name="c:envelope">
                        <xsl:with-param name="type" select="'%s'"/>
                """
                        .formatted(shape.type()));
        source.standard().ifPresent(standard -> lines(8, standard.envelope()));
        out.append(
                """
                      </xsl:call-template>
                      <body>
                        <%s>
                """
                        .formatted(shape.element()));
        for (var question : source.questions()) {
            line(10, "<!-- Take this away when it is decided: " + XmlText.comment(question.text()) + ". -->");
            line(
                    10,
                    "<xsl:sequence select=\"n:undecided(., " + XmlText.string(question.subject()) + ", "
                            + XmlText.string(question.text()) + ")\"/>");
        }
        var sure = message.sure().stream().map(read -> read.field().path()).collect(Collectors.joining(", "));
        line(10, "<xsl:apply-templates select=\"" + source.rest(sure) + "\"/>");
        source.standard().ifPresent(standard -> lines(10, standard.body(message)));
        shape.person().filter(person -> !message.sure().isEmpty()).ifPresent(person -> {
            line(10, "<xsl:where-populated>");
            line(12, "<" + person + ">");
            if (!names(message).isEmpty()) {
                line(14, "<xsl:call-template name=\"n:name\"/>");
            }
            apply(message, CommonShape.PERSON, 14);
            if (shape.isDocumentInside()) {
                part(message, "document", CommonShape.DOCUMENT, 14);
            }
            apply(message, CommonShape.STAY, 14);
            line(12, "</" + person + ">");
            line(10, "</xsl:where-populated>");
            if (!shape.isDocumentInside()) {
                part(message, "document", CommonShape.DOCUMENT, 10);
            }
            part(message, "crossing", CommonShape.CROSSING, 10);
        });
        out.append(
                """
                        </%s>
                      </body>
                    </message>
                  </xsl:template>

                """
                        .formatted(shape.element()));
    }

    private void part(Message message, String element, List<Meaning> meanings, int depth) {
        if (meanings.stream().anyMatch(meaning -> !message.path(meaning).isEmpty())) {
            line(depth, "<xsl:where-populated>");
            line(depth + 2, "<" + element + ">");
            apply(message, meanings, depth + 4);
            line(depth + 2, "</" + element + ">");
            line(depth, "</xsl:where-populated>");
        }
    }

    private void apply(Message message, List<Meaning> meanings, int depth) {
        var paths = meanings.stream()
                .map(message::path)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(", "));
        if (!paths.isEmpty()) {
            line(depth, "<xsl:apply-templates select=\"" + paths + "\"/>");
        }
    }

    private static List<String> names(Message message) {
        return CommonShape.NAMES.stream()
                .map(message::path)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    private void name(Message message) {
        var full = message.path(Meaning.FULL_NAME);
        var family = message.path(Meaning.FAMILY_NAME);
        var given = message.path(Meaning.GIVEN_NAME);
        var texts = full.isEmpty() ? "(" + given + ", " + family + ")" : full;
        out.append(
                """
                  <!-- A name as it was written; nothing is split and nothing is invented. -->
                  <xsl:template name="n:name" as="element(c:name)">
                    <xsl:variable name="texts" as="xs:string*" select="%s ! name:part(.)"/>
                    <xsl:if test="empty($texts)">
                      <xsl:sequence select="e:missing(., 'a name')"/>
                    </xsl:if>
                    <xsl:variable name="full" as="xs:string" select="string-join($texts, ' ')"/>
                    <name>
                      <full script="{name:script($full)}">{$full}</full>
                """
                        .formatted(texts));
        if (!family.isEmpty() && !given.isEmpty()) {
            line(6, "<xsl:sequence select=\"name:from-two-fields(" + family + ", " + given + ", ())\"/>");
        }
        out.append("    </name>\n  </xsl:template>").append(BLANK);
    }

    private void field(Read read, String match) {
        if (read.field().constant().isPresent()) {
            line(2, "<!-- It tells the type of the record, and the layout checks it. -->");
            out.append("  <xsl:template match=\"").append(match).append("\"/>").append(BLANK);
        } else if (read.guess().reading().isEmpty()) {
            open(read, match);
        } else if (!read.guess().isShared()
                && !CommonShape.NAMES.contains(read.guess().meaning())) {
            sure(read, match, read.guess().reading().get());
        }
    }

    private void open(Read read, String match) {
        line(2, "<!-- Open. " + XmlText.comment(Sentences.guess(read)) + " -->");
        line(2, "<xsl:template match=\"" + match + "\">");
        line(
                4,
                "<xsl:sequence select=\"n:undecided(., local-name(), " + XmlText.string(Sentences.decision(read))
                        + ")\"/>");
        out.append("  </xsl:template>").append(BLANK);
    }

    private void sure(Read read, String match, Reading reading) {
        var element = CommonShape.element(read.guess().meaning());
        var in = XmlText.escaped(reading.in());
        line(2, "<!-- " + XmlText.comment(Sentences.guess(read)) + " -->");
        line(2, "<xsl:template match=\"" + match + "\">");
        switch (reading.kind()) {
            case DATE -> {
                line(4, "<" + element + ">");
                line(
                        6,
                        "<xsl:sequence select=\"d:content(., (" + in + ")(string(.)), "
                                + XmlText.string(reading.expected()) + ", '" + reading.list() + "')\"/>");
                line(4, "</" + element + ">");
            }
            case DAY ->
                line(
                        4,
                        "<" + element + ">{n:day(., (" + in + ")(string(.)), " + XmlText.string(reading.expected())
                                + ")}</" + element + ">");
            case MOMENT -> line(4, "<" + element + ">{n:moment(.)}</" + element + ">");
            case STATE ->
                line(
                        4,
                        "<" + element + " system=\"" + reading.list() + "\" verbatim=\"{.}\">{" + in + "}</" + element
                                + ">");
            case CODE -> line(4, "<" + element + " verbatim=\"{.}\">{" + in + "}</" + element + ">");
            case TEXT, NAME -> line(4, "<" + element + ">{.}</" + element + ">");
            case SHARED -> throw new IllegalStateException("A field that is mapped with its segment has no template");
        }
        out.append("  </xsl:template>").append(BLANK);
    }

    private void lines(int depth, String text) {
        text.lines().forEach(line -> line(line.isEmpty() ? 0 : depth, line));
    }

    private void line(int depth, String text) {
        out.append(" ".repeat(depth)).append(text).append('\n');
    }
}
