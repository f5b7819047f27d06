package passerelle.draft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import passerelle.draft.RecordShape.Role;
import passerelle.model.FormatId;
import passerelle.translate.CodeLists;

/**
 * Makes a draft of samples. Pure: it reads no file and writes none, and the same samples on the same day make the same
 * draft.
 */
public final class Drafting {
    private final HeaderWords words = HeaderWords.load();
    private final Meanings meanings;
    private final Set<String> types;

    /**
     * @param codes the lists of {@code config/codes}
     * @param types every type of message that the common model has
     * @param today nobody in a sample is born after it
     */
    public Drafting(CodeLists codes, Set<String> types, LocalDate today) {
        this.meanings = new Meanings(words, new CodeTables(codes), today);
        this.types = Set.copyOf(types);
    }

    /**
     * @param samples files of one format, one at least; the first decides how a flat file is laid out
     * @param type the common type, where a person says it
     */
    public Outcome draft(FormatId format, List<Sample> samples, Optional<String> type) {
        var charset = Charsets.of(samples.get(0).bytes());
        var start = Charsets.text(samples.get(0).bytes(), charset.charset()).stripLeading();
        if (start.startsWith("<")) {
            return xml(format, samples, type, charset);
        }
        var message = Messages.of(start);
        if (message.isPresent()) {
            return none(message.get());
        }
        return Recogniser.flat(samples.get(0).bytes(), charset, words)
                .map(shape -> flat(format, shape, type))
                .orElseGet(() ->
                        none("Nothing that is known was recognised: no XML, no fields between delimiters or of fixed"
                                + " length in which rows are alike. " + LayoutXml.charset(charset)));
    }

    private static Outcome none(String reason, String... candidates) {
        return new Outcome.Not(new NotDrafted(reason, List.of(candidates)));
    }

    private Outcome xml(FormatId format, List<Sample> samples, Optional<String> type, CharsetGuess charset) {
        var made = new XmlDrafts(meanings).of(samples);
        return made.shape()
                .map(shape -> typed(
                        format,
                        shape.source(),
                        type,
                        charset,
                        shape.recognised(),
                        shape.files(),
                        Optional.of(shape.input())))
                .orElseGet(() -> none(made.wrong()));
    }

    private Outcome flat(FormatId format, FlatShape shape, Optional<String> type) {
        var messages = new ArrayList<Message>();
        for (var record : shape.data()) {
            messages.add(new Message(record.name(), record.name(), record.fields(), meanings.of(record.fields())));
        }
        var others = shape.header()
                .map(header -> new Message(
                                "header",
                                "header",
                                header.fields(),
                                meanings.of(header.fields()).stream()
                                        .map(guess -> guess.sure()
                                                ? guess.undecided("It stands in the header, once for all records.")
                                                : guess)
                                        .toList())
                        .reads())
                .orElse(List.of());
        var questions = new ArrayList<Question>();
        if (!shape.charset().sure()) {
            questions.add(new Question(
                    "encoding",
                    "the character set: " + shape.charset().charset()
                            + shape.charset()
                                    .second()
                                    .map(second -> " or " + second)
                                    .orElse("") + ", or another"));
        }
        questions.addAll(shape.questions());
        shape.records().stream()
                .filter(record -> record.role() == Role.TRAILER)
                .forEach(trailer -> trailer(trailer, questions));
        var source = new Source("flat", "", messages, questions, others, messages.size() == 1, false);
        return typed(
                format,
                source,
                type,
                shape.charset(),
                shape.reason(),
                Map.of("layout.xml", LayoutXml.of(shape)),
                Optional.empty());
    }

    /** Fields of a trailer reach no message. */
    private static void trailer(RecordShape trailer, List<Question> questions) {
        boolean saysMore = trailer.fields().stream()
                .anyMatch(field -> field.constant().isEmpty()
                        && !field.said().isEmpty()
                        && trailer.total()
                                .filter(total -> total.field().equals(field.name()))
                                .isEmpty());
        if (saysMore) {
            questions.add(new Question("trailer", "what the fields of the trailer say: no message has them"));
        }
    }

    private Outcome typed(
            FormatId format,
            Source source,
            Optional<String> type,
            CharsetGuess charset,
            String recognised,
            Map<String, String> files,
            Optional<String> input) {
        var found = EnumSet.noneOf(Meaning.class);
        source.messages().forEach(message -> message.guesses().stream()
                .filter(guess -> guess.confidence() >= 50)
                .forEach(guess -> found.add(guess.meaning())));
        var guessed = CommonShape.guesses(found);
        if (type.isEmpty() && guessed.size() != 1) {
            var candidates = guessed.isEmpty() ? new TreeSet<>(types) : new TreeSet<>(guessed);
            return none(
                    guessed.isEmpty()
                            ? "Nothing in the samples says which message of the common model they are; --type says it"
                            : "The samples may be more than one message of the common model; --type says which",
                    candidates.toArray(String[]::new));
        }
        var shape = CommonShape.of(type.orElseGet(() -> guessed.get(0)));
        var reason = type.isPresent()
                ? "a person said so."
                : "the fields tell of "
                        + (guessed.get(0).startsWith("Border")
                                ? "a border and who crossed it"
                                : guessed.get(0).startsWith("Stay")
                                        ? "a stay, when it began and ended"
                                        : "a journey and who was aboard")
                        + ".";
        var placed = new Source(
                source.syntax(),
                source.namespace(),
                source.messages().stream().map(message -> message.within(shape)).toList(),
                source.questions(),
                source.others(),
                source.isBothWays(),
                source.isTree());
        var all = new LinkedHashMap<>(files);
        all.put("format.yaml", FormatYaml.of(placed, shape, format.value()));
        all.put("to-common.xsl", ToCommonText.of(placed, shape));
        if (placed.isBothWays()) {
            all.put("from-common.xsl", FromCommonText.of(placed, shape));
        }
        all.put(
                "README.md",
                ReadmeText.of(
                        format.value(),
                        recognised + " " + LayoutXml.charset(charset),
                        reason,
                        placed,
                        shape,
                        "%first-case%"));
        return new Outcome.Drafted(new Draft(
                format, recognised, shape.type(), charset, lines(placed, shape), placed.questions(), all, input));
    }

    private static List<Draft.Line> lines(Source source, CommonShape shape) {
        var lines = new ArrayList<Draft.Line>();
        for (var message : source.messages()) {
            message.reads().stream()
                    .filter(read -> read.field().constant().isEmpty())
                    .forEach(read -> lines.add(line(message.declared(), read, shape)));
        }
        source.others().stream()
                .filter(read -> read.field().constant().isEmpty())
                .forEach(read -> lines.add(line("header", read, shape)));
        return lines;
    }

    private static Draft.Line line(String message, Message.Read read, CommonShape shape) {
        var guess = read.guess();
        return new Draft.Line(
                message,
                read.field().header().orElse(read.field().name()),
                guess.meaning().title(),
                guess.confidence(),
                guess.reason(),
                guess.sure() ? shape.path(guess.meaning()) : Draft.STOPS);
    }
}
