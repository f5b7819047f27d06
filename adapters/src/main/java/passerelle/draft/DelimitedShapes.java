package passerelle.draft;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import passerelle.draft.RecordShape.Role;

/** Makes the shape of a file between delimiters. */
final class DelimitedShapes {
    private static final int ROOM = 40;

    private final Charset charset;
    private final int files;
    private final List<Question> questions = new ArrayList<>();

    private DelimitedShapes(Charset charset, int files) {
        this.charset = charset;
        this.files = files;
    }

    /**
     * @param lineEnd {@code lf} or {@code crlf}
     * @param cuts the best first
     * @param files how many the rows are of
     */
    static FlatShape of(CharsetGuess charset, String lineEnd, List<Delimited.Cut> cuts, HeaderWords words, int files) {
        var shapes = new DelimitedShapes(Charset.forName(charset.charset()), files);
        var cut = cuts.get(0);
        if (cuts.size() > 1 && cuts.get(1).alike() >= cut.alike() && cuts.get(1).fields() > 2 && cut.fields() <= 2) {
            shapes.questions.add(new Question(
                    "delimiter",
                    "what stands between fields: " + shown(cut.delimiter()) + " or "
                            + shown(cuts.get(1).delimiter()) + ", since both cut the rows alike"));
        }
        var header = cut.isTyped()
                ? new HeaderRow(false, true, "rows are of several types")
                : HeaderRow.of(cut.rows(), words);
        if (!header.sure()) {
            shapes.questions.add(new Question(
                    "header-row",
                    "whether the first row names the columns, and what each column is: each needs a name of its own"));
        }
        var records = cut.isTyped() ? shapes.typed(cut.rows()) : List.of(shapes.list(cut, header.isThere()));
        return new FlatShape(
                charset,
                "delimited",
                Optional.of(cut.delimiter()),
                cut.quote(),
                cut.escape(),
                header.isThere(),
                lineEnd,
                false,
                records,
                reason(cut, header),
                shapes.questions);
    }

    private static String reason(Delimited.Cut cut, HeaderRow header) {
        return "It is text with " + shown(cut.delimiter()) + " between fields: " + Math.round(100 * cut.alike())
                + " % of " + cut.rows().size() + " rows have as many fields as others of their type; " + header.reason()
                + "."
                + cut.quote().map(quote -> " Some fields stand in quotes.").orElse("")
                + cut.escape()
                        .map(escape -> " A backslash stands before a delimiter in a text.")
                        .orElse("");
    }

    static String shown(char delimiter) {
        return delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
    }

    private RecordShape list(Delimited.Cut cut, boolean hasHeaderRow) {
        var rows = hasHeaderRow ? cut.rows().subList(1, cut.rows().size()) : cut.rows();
        var names = new Names();
        var fields = new ArrayList<Field>();
        int columns = hasHeaderRow ? cut.rows().get(0).size() : cut.fields();
        for (int i = 0; i < columns; i++) {
            var header = hasHeaderRow ? Optional.of(cut.rows().get(0).get(i)) : Optional.<String>empty();
            var name = names.of(header.orElse(""), "field-" + (i + 1));
            fields.add(field(name, name, header, column(rows, i), Optional.empty()));
        }
        return new RecordShape("record", Role.DATA, fields, Optional.empty());
    }

    /** A column of the rows that have as many fields as they should: the others are refused by the layout. */
    private static List<String> column(List<List<String>> rows, int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .map(row -> row.get(column))
                .toList();
    }

    private Field field(
            String path, String name, Optional<String> header, List<String> values, Optional<String> constant) {
        int longest = values.stream()
                .mapToInt(text -> text.getBytes(charset).length)
                .max()
                .orElse(0);
        return new Field(
                path,
                name,
                header,
                values,
                constant.map(String::length).orElse(Math.max(ROOM, 2 * longest)),
                constant,
                false);
    }

    private List<RecordShape> typed(List<List<String>> rows) {
        var groups = new LinkedHashMap<String, List<List<String>>>();
        rows.forEach(row ->
                groups.computeIfAbsent(row.get(0), key -> new ArrayList<>()).add(row));
        questions.add(new Question(
                "records", "what each type of row is, which of them belong together, and which stand once"));
        var types = List.copyOf(groups.keySet());
        var shapes = new ArrayList<RecordShape>();
        for (int i = 0; i < types.size(); i++) {
            var own = groups.getOrDefault(types.get(i), List.of());
            boolean once = own.size() == files;
            var role = once && i == 0 && types.size() > 1
                    ? Role.HEADER
                    : once && i == types.size() - 1 && types.size() > 2 ? Role.TRAILER : Role.DATA;
            shapes.add(typed(types.get(i), role, own));
        }
        return shapes;
    }

    private RecordShape typed(String type, Role role, List<List<String>> rows) {
        var name =
                switch (role) {
                    case HEADER -> "header";
                    case TRAILER -> "trailer";
                    case DATA -> "record-" + type.toLowerCase(Locale.ROOT);
                };
        var fields = new ArrayList<Field>();
        fields.add(field("type", "type", Optional.empty(), column(rows, 0), Optional.of(type)));
        for (int i = 1; i < rows.get(0).size(); i++) {
            var field = "field-" + (i + 1);
            fields.add(field(
                    role == Role.HEADER ? "header/" + field : field,
                    field,
                    Optional.empty(),
                    column(rows, i),
                    Optional.empty()));
        }
        return new RecordShape(name, role, fields, Optional.empty());
    }

    /** The attributes of the layout. */
    static Map<String, String> attributes(FlatShape shape) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("encoding", shape.charset().charset());
        attributes.put("framing", shape.framing());
        shape.delimiter().ifPresent(c -> attributes.put("delimiter", c == '\t' ? "\\t" : String.valueOf(c)));
        shape.quote().ifPresent(c -> attributes.put("quote", String.valueOf(c)));
        shape.escape().ifPresent(c -> attributes.put("escape", String.valueOf(c)));
        if (!shape.framing().equals("fixed")) {
            attributes.put("line-end", shape.lineEnd());
        }
        if (shape.hasHeaderRow()) {
            attributes.put("header-row", "required");
            attributes.put("other-columns", "refuse");
        }
        if (shape.mayEndEarly()) {
            attributes.put("may-end-early", "true");
        }
        if (shape.data().size() > 1) {
            attributes.put("order", "mixed");
        }
        return attributes;
    }
}
