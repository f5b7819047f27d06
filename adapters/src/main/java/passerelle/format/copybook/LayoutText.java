package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import passerelle.format.copybook.Part.Field;
import passerelle.format.copybook.Part.Filler;
import passerelle.format.copybook.Part.Group;
import passerelle.format.copybook.Part.LeftOut;
import passerelle.format.copybook.Part.Note;
import passerelle.format.copybook.Part.Times;

/** Writes a layout as XML, two blanks a level. */
final class LayoutText {
    private static final int WIDTH = 110;
    private static final Pattern ENDS_COMMENT = Pattern.compile("-(?=-)");

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;
    private boolean isComment;

    void open(String element, Map<String, String> attributes) {
        line("<" + element + written(attributes) + ">");
        depth++;
    }

    void close(String element) {
        depth--;
        line("</" + element + ">");
    }

    void comment(String text) {
        var words = wrapped(text, WIDTH - 2 * depth);
        if (isComment) {
            words.lines().forEach(this::line);
        } else if (words.contains("\n")) {
            line("<!--");
            words.lines().forEach(each -> line("  " + ended(each)));
            line("-->");
        } else {
            line("<!-- " + ended(words) + " -->");
        }
    }

    void parts(List<Part> parts) {
        for (var part : parts) {
            if (part instanceof Field field) {
                line("<field" + written(attributes(field)) + "/>");
            } else if (part instanceof Group group) {
                var attributes = new LinkedHashMap<>(Map.of("name", group.name()));
                repeated(group.times(), attributes);
                open("group", attributes);
                parts(group.parts());
                close("group");
            } else if (part instanceof Filler filler) {
                line("<filler length=\"" + filler.bytes() + "\"/>");
            } else if (part instanceof Note note && !isComment) {
                comment("Line " + note.line() + ": " + note.text());
            } else if (part instanceof LeftOut other && !isComment) {
                leftOut(other);
            }
        }
    }

    /** Words first, then elements that can be put in place of those that stand there. Comments cannot hold comments. */
    private void leftOut(LeftOut other) {
        line("<!--");
        isComment = true;
        depth++;
        comment("Line " + other.line() + ": " + other.text());
        notes(other.parts()).forEach(note -> comment("Line " + note.line() + ": " + note.text()));
        parts(other.parts());
        depth--;
        isComment = false;
        line("-->");
        below(other.parts()).forEach(this::leftOut);
    }

    private static List<Note> notes(List<Part> parts) {
        var found = new ArrayList<Note>();
        for (var part : parts) {
            if (part instanceof Note note) {
                found.add(note);
            } else if (part instanceof Group group) {
                found.addAll(notes(group.parts()));
            }
        }
        return found;
    }

    /** Alternatives within an alternative: each is a comment of its own. */
    private static List<LeftOut> below(List<Part> parts) {
        var found = new ArrayList<LeftOut>();
        for (var part : parts) {
            if (part instanceof LeftOut other) {
                found.add(other);
            } else if (part instanceof Group group) {
                found.addAll(below(group.parts()));
            }
        }
        return found;
    }

    private static Map<String, String> attributes(Field field) {
        var attributes = new LinkedHashMap<>(Map.of("name", field.name()));
        attributes.put("length", Long.toString(field.bytes()));
        attributes.putAll(field.attributes());
        repeated(field.times(), attributes);
        return attributes;
    }

    private static void repeated(Times times, Map<String, String> attributes) {
        if (times.most() > 1 || times.countedBy().isPresent()) {
            attributes.put("occurs", Long.toString(times.most()));
        }
        times.countedBy().ifPresent(name -> attributes.put("counted-by", name));
    }

    private static String written(Map<String, String> attributes) {
        var text = new StringBuilder();
        attributes.forEach((name, value) -> text.append(' ')
                .append(name)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String wrapped(String text, int width) {
        var lines = new StringBuilder();
        int column = 0;
        for (var word : text.split(" ")) {
            boolean fits = column == 0 || column + 1 + word.length() <= width;
            lines.append(column == 0 ? "" : fits ? " " : "\n").append(word);
            column = fits && column > 0 ? column + 1 + word.length() : word.length();
        }
        return lines.toString();
    }

    private void line(String text) {
        out.append("  ".repeat(depth)).append(isComment ? ended(text) : text).append('\n');
    }

    /** Two hyphens would end the comment; the first one as a reference does not, and is right again outside of it. */
    private static String ended(String text) {
        return ENDS_COMMENT.matcher(text).replaceAll("&#45;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
