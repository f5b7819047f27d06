package passerelle.draft;

import java.util.List;
import java.util.Optional;

/**
 * How a flat file is laid out, as far as its bytes tell.
 *
 * @param framing {@code delimited}, {@code line} or {@code fixed}, as in a layout
 * @param delimiter only between delimiters
 * @param hasHeaderRow whether the first record names the columns
 * @param lineEnd {@code lf} or {@code crlf}
 * @param mayEndEarly whether blanks at the end of lines are left out
 * @param reason how it was recognised
 * @param questions what is left open
 */
record FlatShape(
        CharsetGuess charset,
        String framing,
        Optional<Character> delimiter,
        Optional<Character> quote,
        Optional<Character> escape,
        boolean hasHeaderRow,
        String lineEnd,
        boolean mayEndEarly,
        List<RecordShape> records,
        String reason,
        List<Question> questions) {
    FlatShape {
        records = List.copyOf(records);
        questions = List.copyOf(questions);
    }

    List<RecordShape> data() {
        return records.stream()
                .filter(record -> record.role() == RecordShape.Role.DATA)
                .toList();
    }

    Optional<RecordShape> header() {
        return records.stream()
                .filter(record -> record.role() == RecordShape.Role.HEADER)
                .findFirst();
    }
}
