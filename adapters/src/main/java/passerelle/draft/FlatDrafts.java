package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.draft.RecordShape.Role;

/** Makes what a draft of a flat file needs: a message for each type of record, and its layout. */
final class FlatDrafts {
    private FlatDrafts() {}

    /** @param shape of all samples */
    static Drawn of(FlatShape shape, Meanings meanings) {
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
        var source = new Source("flat", "", messages, questions, others, messages.size() == 1, false, Optional.empty());
        return new Drawn(
                source,
                shape.charset(),
                shape.reason(),
                List.of(),
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
}
