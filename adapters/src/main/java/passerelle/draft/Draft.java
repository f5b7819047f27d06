package passerelle.draft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import passerelle.model.FormatId;

/**
 * A format folder that was drafted.
 *
 * @param recognised what the samples are, in a sentence
 * @param notes what a person has to know first, each a sentence
 * @param type the common type that messages become
 * @param charset of the samples
 * @param fields each field with what was guessed and done
 * @param questions what a person has to decide about the file as a whole
 * @param files names in the folder, each with its text
 * @param input the message of the first case; empty for a flat file, whose first record is read by its layout
 */
public record Draft(
        FormatId format,
        String recognised,
        List<String> notes,
        String type,
        CharsetGuess charset,
        List<Line> fields,
        List<Question> questions,
        Map<String, String> files,
        Optional<Input> input) {
    /**
     * A field as people see it.
     *
     * @param done the path in the common model that it is mapped to, or {@code stops the message}
     */
    public record Line(String message, String field, String guess, int confidence, String reason, String done) {}

    /**
     * A message as a file of the first case.
     *
     * @param ending of the file's name @param bytes treat as immutable
     */
    public record Input(String ending, byte[] bytes) {
        @Override
        public String toString() {
            return "Input[" + bytes.length + " bytes]";
        }
    }

    public Draft {
        notes = List.copyOf(notes);
        fields = List.copyOf(fields);
        questions = List.copyOf(questions);
        files = Map.copyOf(new TreeMap<>(files));
    }

    /** How many fields are mapped. */
    public long mapped() {
        return fields.stream().filter(field -> !field.done().equals(STOPS)).count();
    }

    /** What is said of a field that no one has decided about. */
    static final String STOPS = "stops the message";
}
