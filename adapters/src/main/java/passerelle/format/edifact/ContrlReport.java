package passerelle.format.edifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import passerelle.format.Syntax;
import passerelle.model.Failure;

/** What CONTRL says of one interchange: UCI, then UCF for a group, UCM for a message, UCS and UCD for what is wrong. */
final class ContrlReport {
    /** How often UCS may stand for a message, and UCD for a segment. */
    private static final int MOST_SEGMENTS = 999;

    private static final int MOST_ELEMENTS = 99;

    /** This level and all below it are refused. */
    private static final String REJECTED = "4";

    /** This level is taken, and all below it that is not refused by name. */
    private static final String ACKNOWLEDGED = "7";

    /** A segment of the answer. */
    record Line(String tag, List<List<List<String>>> elements) {}

    private final Interchange interchange;
    private final Map<Long, List<Failure>> refused;
    private final List<Line> entries = new ArrayList<>();
    private final List<EdifactFault> faults = new ArrayList<>();

    ContrlReport(Interchange interchange, Map<Long, List<Failure>> refused) {
        this.interchange = interchange;
        this.refused = refused;
    }

    Interchange interchange() {
        return interchange;
    }

    void group(Segment ung) {
        var error = interchange.faults().stream()
                .filter(each -> each.tag().equals("UNG"))
                .findFirst();
        var line = new ArrayList<>(List.of(copied(ung, 5), copied(ung, 2), copied(ung, 3)));
        line.addAll(verdict(error, Optional.empty()));
        add(new Line("UCF", line), error.isPresent());
    }

    void message(Segment unh, List<EdifactFault> all) {
        var own = all.stream().filter(each -> each.segment() > 0).toList();
        var service = own.stream()
                .filter(each -> each.segment() == 1
                        || each.tag().equals("UNT")
                        || each.tag().isEmpty())
                .findFirst();
        var byRoad = Optional.ofNullable(refused.get(unh.piece().offset())).stream()
                .flatMap(List::stream)
                .findFirst()
                .map(Contrl::error);
        var line = new ArrayList<>(List.of(copied(unh, 1), copied(unh, 2)));
        boolean isRefused = !all.isEmpty() || byRoad.isPresent();
        if (service.isPresent() || byRoad.isPresent() && own.isEmpty()) {
            line.addAll(verdict(service, byRoad));
        } else {
            line.add(simple(isRefused ? REJECTED : ACKNOWLEDGED));
        }
        add(new Line("UCM", line), isRefused);
        segments(own.stream()
                .filter(each -> service.filter(each::equals).isEmpty())
                .toList());
    }

    /** Of an interchange that is refused as a whole, only what is wrong is told. */
    private void add(Line line, boolean isRefused) {
        if (isRefused || !Contrl.isWholeFileRefused(refused)) {
            entries.add(line);
        }
    }

    private void segments(List<EdifactFault> own) {
        var numbers = own.stream()
                .map(EdifactFault::segment)
                .distinct()
                .limit(MOST_SEGMENTS)
                .toList();
        for (int number : numbers) {
            var here = own.stream().filter(each -> each.segment() == number).toList();
            var position = simple(Integer.toString(number));
            entries.add(here.stream()
                    .filter(each -> each.element() == 0)
                    .findFirst()
                    .map(whole -> new Line(
                            "UCS", List.of(position, simple(whole.error().number()))))
                    .orElseGet(() -> new Line("UCS", List.of(position))));
            here.stream()
                    .filter(each -> each.element() > 0)
                    .limit(MOST_ELEMENTS)
                    .forEach(each -> entries.add(
                            new Line("UCD", List.of(simple(each.error().number()), List.of(position(each))))));
        }
    }

    /** Control totals of a message that was taken all the same are none of the interchange's. */
    void fault(EdifactFault fault) {
        faults.add(fault);
    }

    /** UCI and all that follows it. */
    List<Line> lines() {
        var unb = interchange.header();
        var header = interchange.faults().stream()
                .filter(each -> each.tag().equals("UNB"))
                .findFirst();
        var line = new ArrayList<>(List.of(copied(unb, 5), copied(unb, 2), copied(unb, 3)));
        if (header.isPresent() || Contrl.isWholeFileRefused(refused)) {
            var fault =
                    header.or(() -> Stream.concat(faults.stream().filter(each -> each.segment() == 0), faults.stream())
                            .findFirst());
            var byRoad = Optional.ofNullable(refused.get(Syntax.WHOLE_FILE)).stream()
                    .flatMap(List::stream)
                    .findFirst()
                    .map(Contrl::error)
                    .or(() -> Optional.of(ErrorCode.UNSPECIFIED));
            line.addAll(verdict(fault, byRoad));
        } else {
            line.add(simple(ACKNOWLEDGED));
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line("UCI", line));
        lines.addAll(entries);
        return lines;
    }

    /** Action, error, service segment and position in it: of the fault, else of what the road says. */
    private static List<List<List<String>>> verdict(Optional<EdifactFault> fault, Optional<ErrorCode> byRoad) {
        if (fault.isEmpty()) {
            return byRoad.isEmpty()
                    ? List.of(simple(ACKNOWLEDGED))
                    : List.of(simple(REJECTED), simple(byRoad.get().number()));
        }
        var said = fault.get();
        var verdict =
                new ArrayList<>(List.of(simple(REJECTED), simple(said.error().number())));
        var tag = said.tag().isEmpty() ? missing(said) : said.tag();
        if (tag.matches("UN[BGHTEZ]")) {
            verdict.add(simple(tag));
            if (said.element() > 0) {
                verdict.add(List.of(position(said)));
            }
        }
        return verdict;
    }

    /** A trailer that is missing is the first word of what was expected. */
    private static String missing(EdifactFault fault) {
        return fault.expected().substring(0, Math.min(3, fault.expected().length()));
    }

    private static List<String> position(EdifactFault fault) {
        var element = Integer.toString(fault.element());
        return fault.component() == 0 ? List.of(element) : List.of(element, Integer.toString(fault.component()));
    }

    static List<List<String>> simple(String text) {
        return List.of(List.of(text));
    }

    /** An element as it was received. */
    static List<List<String>> copied(Segment segment, int element) {
        if (element > segment.elements().size()) {
            return simple("");
        }
        var components = segment.elements().get(element - 1).get(0).stream()
                .map(Segment.Component::text)
                .toList();
        return List.of(components);
    }
}
