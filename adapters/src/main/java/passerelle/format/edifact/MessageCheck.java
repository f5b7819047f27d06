package passerelle.format.edifact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.model.FailureCode;

/** Finds everything that is wrong with one message, from UNH to UNT. */
final class MessageCheck {
    private static final String PASSENGER_NAME_RECORDS = "PNRGOV";

    /**
     * What a message is.
     *
     * @param type "" when it is none of the format
     * @param placed the segments between UNH and UNT @param faults that make it bad
     * @param totals control totals that do not fit
     */
    record Outcome(String type, List<Placed> placed, List<EdifactFault> faults, List<EdifactFault> totals) {}

    private final EdifactSchema schema;
    private final Interchange interchange;
    private final OpenMessage message;
    private final List<EdifactFault> faults = new ArrayList<>();
    private final List<EdifactFault> totals = new ArrayList<>();

    private MessageCheck(EdifactSchema schema, Interchange interchange, OpenMessage message) {
        this.schema = schema;
        this.interchange = interchange;
        this.message = message;
    }

    /** @param unt none when something else stands where the message should end @param instead that, or none */
    static Outcome check(
            EdifactSchema schema,
            Interchange interchange,
            OpenMessage message,
            @Nullable Segment unt,
            @Nullable Piece instead) {
        return new MessageCheck(schema, interchange, message).check(unt, instead);
    }

    private Outcome check(@Nullable Segment unt, @Nullable Piece instead) {
        var unexpected = unexpected();
        if (unexpected.isPresent()) {
            return new Outcome("", List.of(), List.of(unexpected.get()), List.of());
        }
        faults.addAll(interchange.faults());
        header();
        if (unt == null) {
            faults.add(noTrailer(instead));
        } else {
            trailer(unt);
        }
        List<Placed> placed = List.of();
        if (message.isBeyondLimits()) {
            faults.add(message.beyondLimits());
        } else {
            placed = body(unt);
            persons();
        }
        // StAEDI tells of what is missing where it notices, which may be later.
        faults.sort(Comparator.comparingInt(EdifactFault::segment)
                .thenComparingInt(EdifactFault::element)
                .thenComparingInt(EdifactFault::component));
        return new Outcome(schema.message(), placed, List.copyOf(faults), List.copyOf(totals));
    }

    private Optional<EdifactFault> unexpected() {
        var header = message.header();
        var type = header.text(2, 1);
        var version = header.text(2, 2) + ":" + header.text(2, 3);
        if (!header.lapses().isEmpty()) {
            return Optional.empty();
        }
        if (type.equals(PASSENGER_NAME_RECORDS)) {
            return Optional.of(unexpected(
                    1,
                    type,
                    schema.message() + ", since passenger name records go far beyond advance passenger information"));
        }
        if (!type.equals(schema.message())) {
            return Optional.of(unexpected(1, type, schema.message()));
        }
        return schema.versions().isEmpty() || schema.versions().contains(version)
                ? Optional.empty()
                : Optional.of(unexpected(
                        2,
                        version,
                        schema.message() + " of version "
                                + String.join(
                                        " or ",
                                        schema.versions().stream().sorted().toList())));
    }

    private EdifactFault unexpected(int component, String found, String expected) {
        return fault(
                FailureCode.READ_UNEXPECTED,
                ErrorCode.VALUE_NOT_SUPPORTED,
                message.header(),
                1,
                2,
                component,
                found,
                expected);
    }

    private void header() {
        var header = message.header();
        header.lapses().forEach(each -> add(each, header, 1));
        Envelope.lapses(header).forEach(each -> add(each, header, 1));
        if (header.text(1, 1).isEmpty() && header.lapses().isEmpty()) {
            faults.add(fault(FailureCode.READ_SYNTAX, ErrorCode.MISSING, header, 1, 1, 0, "", "a message reference"));
        }
    }

    private void trailer(Segment unt) {
        int number = message.segments();
        unt.lapses().forEach(each -> add(each, unt, number));
        Envelope.lapses(unt).forEach(each -> add(each, unt, number));
        if (!unt.lapses().isEmpty()) {
            return;
        }
        if (!Counts.isCount(unt.text(1, 1), number)) {
            totals.add(fault(
                    FailureCode.READ_TOTAL,
                    ErrorCode.COUNT_DIFFERS,
                    unt,
                    number,
                    1,
                    0,
                    unt.text(1, 1),
                    number + ", as many as the message has segments"));
        }
        var reference = message.header().text(1, 1);
        if (!unt.text(2, 1).equals(reference)) {
            totals.add(fault(
                    FailureCode.READ_TOTAL,
                    ErrorCode.REFERENCES_DIFFER,
                    unt,
                    number,
                    2,
                    0,
                    unt.text(2, 1),
                    reference + ", the reference of UNH"));
        }
    }

    private EdifactFault noTrailer(@Nullable Piece instead) {
        return new EdifactFault(
                FailureCode.READ_SYNTAX,
                ErrorCode.MISSING,
                instead == null ? message.lastLine() : instead.line(),
                instead == null ? message.header().piece().offset() : instead.offset(),
                message.name(),
                message.segments() + 1,
                "",
                0,
                0,
                instead == null ? "the end of the file" : instead.tag(),
                "UNT: the message is cut off");
    }

    private List<Placed> body(@Nullable Segment unt) {
        var checked = new ArrayList<Segment>();
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < message.body().size(); i++) {
            var segment = message.body().get(i);
            int number = i + 2;
            segment.lapses().forEach(each -> add(each, segment, number));
            if (segment.tag().matches("[A-Z][A-Z0-9]{2}")) {
                checked.add(segment);
                numbers.add(number);
            }
        }
        var outcome = StructureCheck.check(schema, interchange.characters(), checked);
        for (var found : outcome.found()) {
            boolean isEnd = found.index() >= checked.size();
            if (isEnd && unt != null) {
                add(found.lapse(), unt, message.segments());
            } else if (!isEnd && !isKnown(found.lapse(), checked.get(found.index()))) {
                add(found.lapse(), checked.get(found.index()), numbers.get(found.index()));
            }
        }
        if (faults.isEmpty() && outcome.placed().size() != checked.size()) {
            throw new IllegalStateException(
                    "StAEDI gave back " + outcome.placed().size() + " of " + checked.size() + " segments and no error");
        }
        return outcome.placed();
    }

    /** What could not be read is there all the same: StAEDI would say that it is missing. */
    private static boolean isKnown(Lapse found, Segment segment) {
        return found.element() > 0
                && segment.lapses().stream()
                        .anyMatch(each -> each.code() == FailureCode.READ_LIMIT
                                || each.element() == 0
                                || each.element() == found.element());
    }

    private void persons() {
        for (int i = 0; i < message.body().size(); i++) {
            var segment = message.body().get(i);
            for (var total : schema.totals()) {
                if (segment.tag().equals("CNT") && segment.text(1, 1).equals(total.qualifier())) {
                    long count = message.body().stream().filter(total::counts).count();
                    if (!Counts.isCount(segment.text(1, 2), count)) {
                        totals.add(fault(
                                FailureCode.READ_TOTAL,
                                ErrorCode.COUNT_DIFFERS,
                                segment,
                                i + 2,
                                1,
                                2,
                                segment.text(1, 2),
                                count + ", as many as there are " + total.segment() + " with "
                                        + String.join(
                                                " or ",
                                                total.codes().stream().sorted().toList())));
                    }
                }
            }
        }
    }

    private void add(Lapse lapse, Segment segment, int number) {
        if (faults.size() < StructureCheck.MOST_FAULTS) {
            faults.add(EdifactFault.of(lapse, segment, message.name(), number));
        }
    }

    private EdifactFault fault(
            FailureCode code,
            ErrorCode error,
            Segment segment,
            int number,
            int element,
            int component,
            String found,
            String expected) {
        int at = segment.at(element, 1, component);
        return EdifactFault.of(
                new Lapse(code, error, element, component, at, found, expected), segment, message.name(), number);
    }
}
