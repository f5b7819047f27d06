package passerelle.draft;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import passerelle.format.hl7v2.Hl7Syntax;
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

    /** The same as {@link #draft(FormatId, List, Optional, List)} where no format of the house knows the samples. */
    public Outcome draft(FormatId format, List<Sample> samples, Optional<String> type) {
        return draft(format, samples, type, List.of());
    }

    /**
     * @param samples files of one format, one at least; which must not contradict each other
     * @param type the common type, where a person says it
     * @param shipped formats that know the messages of the samples, the best first
     */
    public Outcome draft(FormatId format, List<Sample> samples, Optional<String> type, List<Shipped> shipped) {
        var charset = Charsets.of(samples.get(0).bytes());
        var start = Charsets.text(samples.get(0).bytes(), charset.charset()).stripLeading();
        if (start.startsWith("<")) {
            return xml(format, samples, type, charset);
        }
        var syntax = Messages.syntax(start);
        if (syntax.isPresent()) {
            return syntax.get().equals("hl7v2")
                    ? hl7(format, samples, type, shipped)
                    : edifact(format, samples, type, shipped);
        }
        var flat = new FlatSamples(words).read(samples);
        if (flat.contradiction().isPresent()) {
            return none("The samples contradict each other: "
                    + flat.contradiction().get() + ". Expected samples of one format.");
        }
        return flat.shape()
                .map(shape -> typed(format, type, FlatDrafts.of(shape, meanings)))
                .orElseGet(() -> none(
                        "Nothing that is known was recognised: no XML, no HL7 v2, no EDIFACT, no fields between delimiters"
                                + " or of fixed length in which rows are alike. " + LayoutXml.charset(charset)));
    }

    private static Outcome none(String reason, String... candidates) {
        return new Outcome.Not(new NotDrafted(reason, List.of(candidates)));
    }

    private Outcome xml(FormatId format, List<Sample> samples, Optional<String> type, CharsetGuess charset) {
        var made = new XmlDrafts(meanings).of(samples);
        return made.shape()
                .map(shape -> typed(
                        format,
                        type,
                        new Drawn(
                                shape.source(),
                                charset,
                                shape.recognised(),
                                List.of(),
                                shape.files(),
                                Optional.of(new Draft.Input("xml", shape.input().getBytes(StandardCharsets.UTF_8))))))
                .orElseGet(() -> none(made.wrong()));
    }

    private Outcome hl7(FormatId format, List<Sample> samples, Optional<String> type, List<Shipped> shipped) {
        var messages = SampleMessages.of(new Hl7Syntax(), samples);
        if (messages.documents().isEmpty()) {
            return none("It is HL7 v2, and no message in it can be read. " + messages.why() + ".");
        }
        var charset = Hl7Drafts.charset(messages);
        return copy(format, type, shipped, charset, "hl7").orElseGet(() -> {
            var of = type.or(() -> Hl7Drafts.type(messages));
            return typed(
                    format,
                    of,
                    new Drawn(
                            new Hl7Drafts(meanings).of(messages, of),
                            charset,
                            "It is HL7 v2, in " + messages.count(),
                            notes(shipped),
                            Map.of(),
                            Optional.of(new Draft.Input("hl7", messages.first()))));
        });
    }

    private Outcome edifact(FormatId format, List<Sample> samples, Optional<String> type, List<Shipped> shipped) {
        var read = EdifactDrafts.read(samples);
        if (read.messages().isEmpty()) {
            return none(read.wrong());
        }
        var messages = read.messages().get();
        var charset = EdifactDrafts.charset(read.known());
        return copy(format, type, shipped, charset, "edi")
                .orElseGet(() -> typed(
                        format,
                        type,
                        new Drawn(
                                new EdifactDrafts(meanings).of(read),
                                charset,
                                "It is UN/EDIFACT " + read.known().get(0).type() + ", in " + messages.count(),
                                notes(shipped),
                                Map.of("edifact.xml", read.schema()),
                                Optional.of(new Draft.Input("edi", messages.first())))));
    }

    /** A draft made from a format that knows the messages, unless they are to become something else. */
    private static Optional<Outcome> copy(
            FormatId format, Optional<String> type, List<Shipped> shipped, CharsetGuess charset, String ending) {
        return shipped.stream()
                .filter(one ->
                        type.map(one.types()::contains).orElse(one.types().size() == 1))
                .findFirst()
                .map(one -> new Outcome.Drafted(
                        Copies.of(format, one, type.orElseGet(() -> one.types().get(0)), charset, ending)));
    }

    private static List<String> notes(List<Shipped> shipped) {
        return shipped.stream()
                .map(one -> one.sentence() + "; a draft is made all the same.")
                .toList();
    }

    private Outcome typed(FormatId format, Optional<String> type, Drawn drawn) {
        var source = drawn.source();
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
                ? source.syntax().equals("hl7v2") ? "so it is told, or they tell of a patient." : "a person said so."
                : "the fields tell of "
                        + (guessed.get(0).startsWith("Border")
                                ? "a border and who crossed it"
                                : guessed.get(0).startsWith("Stay")
                                        ? "a stay, when it began and ended"
                                        : "a journey and who was aboard")
                        + ".";
        var placed = source.with(
                source.messages().stream().map(message -> message.within(shape)).toList());
        var all = new LinkedHashMap<>(drawn.files());
        all.put("format.yaml", FormatYaml.of(placed, shape, format.value()));
        all.put("to-common.xsl", ToCommonText.of(placed, shape));
        if (placed.isBothWays()) {
            all.put("from-common.xsl", FromCommonText.of(placed, shape));
        }
        all.put(
                "README.md",
                ReadmeText.of(
                        format.value(),
                        drawn.recognised() + " " + LayoutXml.charset(drawn.charset()),
                        reason,
                        placed,
                        shape,
                        "%first-case%"));
        return new Outcome.Drafted(new Draft(
                format,
                drawn.recognised(),
                drawn.notes(),
                shape.type(),
                drawn.charset(),
                lines(placed, shape),
                placed.questions(),
                all,
                drawn.input()));
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
                guess.place(shape).orElse(Draft.STOPS));
    }
}
