package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Message.Read;

/** Writes {@code from-common.xsl}: sure fields as they are read, an open one stops the message. */
final class FromCommonText {
    private final Source source;
    private final CommonShape shape;
    private final Message message;
    private final StringBuilder out = new StringBuilder();

    private FromCommonText(Source source, CommonShape shape) {
        this.source = source;
        this.shape = shape;
        this.message = source.messages().get(0);
    }

    static String of(Source source, CommonShape shape) {
        var text = new FromCommonText(source, shape);
        text.write();
        return text.out.toString();
    }

    private void write() {
        out.append(StylesheetHead.fromCommon(source));
        out.append(
                """
                  <xsl:template match="c:message" as="element(%s)">
                    <xsl:apply-templates select="c:body/*"/>
                  </xsl:template>

                  <xsl:template match="c:%s">
                    <xsl:apply-templates select="*" mode="n:rest"/>
                """
                        .formatted(message.root(), shape.element()));
        if (!message.path(Meaning.FAMILY_NAME).isEmpty() && shape.person().isPresent()) {
            line(
                    4,
                    "<xsl:variable name=\"name\" as=\"element(c:name)?\" select=\"c:"
                            + shape.person().get() + "[1]/c:name\"/>");
            line(
                    4,
                    "<xsl:variable name=\"two\" as=\"map(xs:string, xs:string)?\" select=\"$name ! name:for-two-fields(.)\"/>");
        }
        elements(message.root(), message.reads(), "", 4);
        out.append("  </xsl:template>\n\n");
        rest();
        out.append(StylesheetHead.fromCommonEnd());
    }

    /** An element with what stands in it: fields of the same first step stand in one element. */
    private void elements(String name, List<Read> reads, String before, int depth) {
        line(depth, "<" + name + ">");
        if (before.isEmpty() && !source.others().isEmpty()) {
            line(depth + 2, "<header>");
            source.others().forEach(read -> content(read, last(read.field().path()), depth + 4));
            line(depth + 2, "</header>");
        }
        var done = new ArrayList<String>();
        for (var read : reads) {
            var rest = read.field().path().substring(before.length());
            int slash = rest.indexOf('/');
            var step = slash < 0 ? rest : rest.substring(0, slash);
            if (slash < 0 && !done.contains(step)) {
                content(read, step, depth + 2);
            } else if (!done.contains(step)) {
                var inside = reads.stream()
                        .filter(other -> other.field().path().startsWith(before + step + "/"))
                        .toList();
                elements(step, inside, before + step + "/", depth + 2);
            }
            done.add(step);
        }
        line(depth, "</" + name + ">");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void content(Read read, String name, int depth) {
        var constant = read.field().constant();
        if (constant.isPresent()) {
            line(depth, "<" + name + ">" + XmlText.escaped(constant.get()) + "</" + name + ">");
        } else if (name.startsWith("@")) {
            line(
                    depth,
                    "<xsl:attribute name=\"" + name.substring(1) + "\" select=\"n:undecided(., " + XmlText.string(name)
                            + ")\"/>");
        } else if (read.guess().sure()) {
            line(depth, "<" + name + ">{" + XmlText.escaped(written(read)) + "}</" + name + ">");
        } else {
            line(depth, "<!-- Open. " + XmlText.comment(Sentences.called(read.field())) + " -->");
            line(
                    depth,
                    "<" + name + "><xsl:sequence select=\"n:undecided(., "
                            + XmlText.string(read.field().name()) + ")\"/></" + name + ">");
        }
    }

    private String written(Read read) {
        var guess = read.guess();
        var reading = guess.reading().orElseThrow();
        var at = "c:" + shape.path(guess.meaning()).replace("/", "/c:");
        if (guess.meaning() == Meaning.FAMILY_NAME || guess.meaning() == Meaning.GIVEN_NAME) {
            return "$two?" + (guess.meaning() == Meaning.FAMILY_NAME ? "family" : "given");
        }
        if (guess.meaning() == Meaning.FULL_NAME) {
            return at + "/c:full";
        }
        return switch (reading.kind()) {
            case DATE -> at + " ! d:as-sent(., " + reading.in() + ", " + reading.out() + ")";
            case DAY -> at + " ! (" + reading.out() + ")(.)";
            case STATE, CODE -> at + " ! " + reading.out();
            case TEXT, NAME, MOMENT, SHARED -> at;
        };
    }

    /** What is written, and so need not stop the message. */
    private void rest() {
        if (shape.person().isEmpty()) {
            return;
        }
        var person = shape.person().get();
        line(2, "<!-- What stands around fields. -->");
        line(2, "<xsl:template match=\"c:" + person + " | c:name | c:document | c:crossing\" mode=\"n:rest\">");
        line(4, "<xsl:apply-templates select=\"@*, *\" mode=\"n:rest\"/>");
        out.append("  </xsl:template>\n\n");
        var elements = new TreeSet<String>();
        message.sure()
                .forEach(read -> elements.add(
                        CommonShape.NAMES.contains(read.guess().meaning())
                                ? "c:full"
                                : "c:" + shape.path(read.guess().meaning()).replace("/", "/c:")));
        if (!message.path(Meaning.FAMILY_NAME).isEmpty()) {
            elements.addAll(List.of("c:family", "c:given", "c:single"));
        }
        if (!elements.isEmpty()) {
            line(2, "<!-- What the fields hold. -->");
            line(2, "<xsl:template match=\"" + String.join(" | ", elements) + "\" mode=\"n:rest\">");
            line(4, "<xsl:apply-templates select=\"@*\" mode=\"n:rest\"/>");
            out.append("  </xsl:template>\n\n");
        }
        line(2, "<!-- One of each: a message of this format has place for one. -->");
        line(
                2,
                "<xsl:template mode=\"n:rest\" priority=\"2\" match=\"c:" + person
                        + "[2] | c:document[2] | c:nationality[2] | c:full[2]\">");
        line(4, "<xsl:sequence select=\"e:refuse($e:UNWRITABLE, ., local-name(), 'one ' || local-name())\"/>");
        out.append("  </xsl:template>\n\n");
        message.sure().stream()
                .flatMap(read -> read.guess().reading().stream())
                .filter(reading ->
                        reading.kind() == Kind.DATE && !reading.list().equals("gregorian"))
                .map(Guess.Reading::list)
                .distinct()
                .forEach(calendar -> out.append(
                        """
                          <!-- Dates go out in this calendar. -->
                          <xsl:template match="@calendar[. = '%s'] | @earliest[../@calendar = '%s'] | @latest[../@calendar = '%s']" mode="n:rest"/>

                        """
                                .formatted(calendar, calendar, calendar)));
    }

    private void line(int depth, String text) {
        out.append(" ".repeat(depth)).append(text).append('\n');
    }
}
