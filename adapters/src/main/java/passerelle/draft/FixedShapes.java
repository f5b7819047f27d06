package passerelle.draft;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import passerelle.draft.RecordShape.Role;
import passerelle.draft.RecordShape.Total;

/** Makes the shape of a file of fixed fields: record types by their first characters, borders by all lines of a type. */
final class FixedShapes {
    private static final Pattern COUNT = Pattern.compile("[0-9]{2,18}");
    private static final int LONGEST_KEY = 3;
    private static final int MOST_TYPES = 40;

    private final Charset charset;
    private final List<Question> questions = new ArrayList<>();

    private FixedShapes(Charset charset) {
        this.charset = charset;
    }

    /** The shape of lines; empty when they have nothing of a table. @param texts of files of one format */
    static Optional<FlatShape> ofLines(CharsetGuess charset, List<String> texts) {
        var files = texts.stream()
                .map(text -> text.lines().filter(line -> !line.isBlank()).toList())
                .toList();
        return of(charset, files, "line", texts.get(0).contains("\r\n") ? "crlf" : "lf");
    }

    /** The shape of records without line ends. @param files records cut out of the bytes of each */
    static Optional<FlatShape> ofBlocks(CharsetGuess charset, List<List<String>> files) {
        return of(charset, files, "fixed", "lf");
    }

    private static Optional<FlatShape> of(
            CharsetGuess charset, List<List<String>> files, String framing, String lineEnd) {
        var shapes = new FixedShapes(Charset.forName(charset.charset()));
        var lines = files.stream().flatMap(List::stream).toList();
        if (files.stream().anyMatch(List::isEmpty)) {
            return Optional.empty();
        }
        // A file of few lines may tell no types apart where a longer one does.
        int key = files.stream().mapToInt(FixedShapes::key).max().orElse(0);
        var groups = new LinkedHashMap<String, List<String>>();
        lines.forEach(line -> groups.computeIfAbsent(key == 0 ? "" : start(line, key), word -> new ArrayList<>())
                .add(line));
        boolean alike = groups.values().stream()
                .allMatch(group -> group.stream().map(String::length).distinct().count() == 1);
        if (!alike && key == 0 || lines.size() < 2) {
            return Optional.empty();
        }
        shapes.questions.add(new Question(
                "borders", "where each field begins and ends: the borders are taken from these lines only"));
        if (groups.size() > 3) {
            shapes.questions.add(new Question(
                    "records", "which records belong together, and which characters tell the types apart"));
        }
        var records = shapes.records(groups, key, files);
        boolean isTable = records.stream()
                        .mapToInt(record -> record.fields().size())
                        .max()
                        .orElse(0)
                > 1;
        return isTable
                ? Optional.of(new FlatShape(
                        charset,
                        framing,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        lineEnd,
                        !alike,
                        records,
                        "It is a file of fixed fields: " + groups.size() + " type" + (groups.size() == 1 ? "" : "s")
                                + " of record; borders are where all records of a type are blank or change from digits to letters.",
                        shapes.questions))
                : Optional.empty();
    }

    /** How many characters at the start tell types apart; 0 when all lines are of one. */
    private static int key(List<String> lines) {
        boolean sameLength = lines.stream().map(String::length).distinct().count() == 1;
        long types =
                lines.stream().map(line -> start(line, LONGEST_KEY)).distinct().count();
        boolean areCodes =
                lines.stream().allMatch(line -> start(line, LONGEST_KEY).matches("[0-9]{3}"));
        if (!sameLength && areCodes && types > 2 && types <= Math.min(MOST_TYPES, 2 * lines.size() / 3)) {
            return LONGEST_KEY;
        }
        int both = key(lines, true);
        return both > 0 ? both : key(lines, false);
    }

    /** Characters that all lines but the first and the last have alike, and that both of these, or one of them, do not. */
    private static int key(List<String> lines, boolean isBoth) {
        for (int key = 1; key <= LONGEST_KEY && lines.size() > 3; key++) {
            int length = key;
            var within = lines.subList(1, lines.size() - 1).stream()
                    .map(line -> start(line, length))
                    .distinct()
                    .toList();
            boolean first = !within.contains(start(lines.get(0), key));
            boolean last = !within.contains(start(lines.get(lines.size() - 1), key));
            if (within.size() == 1 && (isBoth ? first && last : first || last)) {
                return key;
            }
        }
        return 0;
    }

    private static String start(String line, int length) {
        return line.substring(0, Math.min(length, line.length()));
    }

    private List<RecordShape> records(LinkedHashMap<String, List<String>> groups, int key, List<List<String>> files) {
        var types = List.copyOf(groups.keySet());
        var shapes = new ArrayList<RecordShape>();
        var firsts = files.stream().map(lines -> lines.get(0)).toList();
        var lasts = files.stream().map(lines -> lines.get(lines.size() - 1)).toList();
        for (var type : types) {
            var own = groups.getOrDefault(type, List.of());
            boolean first = types.size() > 1 && own.equals(firsts);
            boolean last = types.size() > 1 && own.equals(lasts);
            if (!first
                    && !last
                    && own.size() < files.size()
                    && own.stream().allMatch(line -> firsts.contains(line) || lasts.contains(line))) {
                questions.add(new Question(
                        "frame",
                        "whether every file has a record " + type + ": " + own.size() + " of " + files.size()
                                + " samples do"));
            }
            var role = first ? Role.HEADER : last ? Role.TRAILER : Role.DATA;
            shapes.add(record(type, role, own, key));
        }
        var data = shapes.stream()
                .filter(shape -> shape.role() == Role.DATA)
                .map(RecordShape::name)
                .toList();
        return shapes.stream()
                .map(shape -> shape.role() == Role.TRAILER ? withTotal(shape, data, files, shapes) : shape)
                .toList();
    }

    private RecordShape record(String type, Role role, List<String> lines, int key) {
        var name =
                switch (role) {
                    case HEADER -> "header";
                    case TRAILER -> "trailer";
                    case DATA ->
                        type.isEmpty()
                                ? "record"
                                : "record-" + type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
                };
        var starts = Borders.of(lines, key);
        int end = lines.stream().mapToInt(String::length).max().orElse(0);
        var fields = new ArrayList<Field>();
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : end;
            var values = lines.stream()
                    .map(line -> from < line.length() ? line.substring(from, Math.min(to, line.length())) : "")
                    .toList();
            var constant = i == 0 && key > 0 ? Optional.of(type) : Optional.<String>empty();
            var field = constant.isPresent() ? "type" : "field-" + (i + 1);
            fields.add(new Field(
                    role == Role.HEADER ? "header/" + field : field,
                    field,
                    Optional.empty(),
                    values,
                    bytes(lines, from, to),
                    constant,
                    false));
        }
        return new RecordShape(name, role, fields, Optional.empty());
    }

    /** Bytes of a span, which may be more than characters in UTF-8. */
    private int bytes(List<String> lines, int from, int to) {
        var longest = lines.stream()
                .filter(line -> from < line.length())
                .mapToInt(line ->
                        line.substring(from, Math.min(to, line.length())).getBytes(charset).length)
                .max()
                .orElse(to - from);
        if (longest != to - from
                && questions.stream().noneMatch(question -> question.subject().equals("lengths"))) {
            questions.add(new Question(
                    "lengths",
                    "how long fields are in bytes: lengths here count characters, and letters of " + charset.name()
                            + " may be longer"));
        }
        return to - from;
    }

    /** A number of a trailer that is how many records there are, in every file. */
    private static RecordShape withTotal(
            RecordShape trailer, List<String> data, List<List<String>> files, List<RecordShape> all) {
        int frames =
                (int) all.stream().filter(shape -> shape.role() != Role.DATA).count();
        var names = all.stream().map(RecordShape::name).toList();
        boolean isProof = files.stream().allMatch(lines -> lines.size() - frames > 1);
        for (var field : trailer.fields()) {
            if (!isProof || field.constant().isPresent() || !isNumber(field)) {
                continue;
            }
            var counted = counts(field, files, frames) ? data : counts(field, files, 0) ? names : List.<String>of();
            if (!counted.isEmpty()) {
                var equals = String.join(
                        " + ",
                        counted.stream().map(name -> "count(" + name + ")").toList());
                return new RecordShape(
                        trailer.name(),
                        trailer.role(),
                        withoutBlanks(trailer.fields(), field),
                        Optional.of(new Total(field.name(), equals)));
            }
        }
        return trailer;
    }

    /** Digits, of one length in all files, with nothing but blanks behind them. */
    private static boolean isNumber(Field field) {
        return field.values().stream()
                        .allMatch(text -> COUNT.matcher(text.strip()).matches() && text.startsWith(text.strip()))
                && field.values().stream()
                                .map(text -> text.strip().length())
                                .distinct()
                                .count()
                        == 1;
    }

    /** Whether a number is how many lines each file has, but for so many. */
    private static boolean counts(Field field, List<List<String>> files, int except) {
        for (int i = 0; i < files.size(); i++) {
            if (Long.parseLong(field.values().get(i).strip()) != files.get(i).size() - except) {
                return false;
            }
        }
        return true;
    }

    /** The same fields, where the blanks that fill the record behind a number are a field of their own. */
    private static List<Field> withoutBlanks(List<Field> fields, Field number) {
        var text = number.values().get(0);
        int digits = text.strip().length();
        if (digits == text.length()) {
            return fields;
        }
        var split = new ArrayList<Field>();
        for (var field : fields) {
            if (field == number) {
                split.add(part(number, number.name(), 0, digits));
                split.add(part(number, "rest-" + number.name(), digits, text.length()));
            } else {
                split.add(field);
            }
        }
        return split;
    }

    private static Field part(Field of, String name, int from, int to) {
        var values = of.values().stream()
                .map(text -> text.substring(Math.min(from, text.length()), Math.min(to, text.length())))
                .toList();
        return new Field(name, name, Optional.empty(), values, to - from, Optional.empty(), of.isRepeated());
    }
}
