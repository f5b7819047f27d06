package passerelle.cli;

import java.util.List;
import java.util.Locale;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.route.TrialFile;
import passerelle.route.TrialRecord;
import passerelle.route.TrialStep;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Rules;
import passerelle.translate.Tracing.Made;

/** A trial for a terminal. */
final class TrialText {
    private TrialText() {}

    /**
     * @param rules of the stylesheets, to say which of them made which element
     * @param times whether each stage says how long it took
     */
    static String of(TrialFile file, Rules rules, boolean times) {
        var text = new StringBuilder();
        file.records().forEach(record -> add(text, record, rules, times));
        if (file.more() > 0) {
            text.append(file.more()).append(" more messages were not tried; --record N tries one of them.\n");
        }
        for (var fault : file.faults()) {
            text.append("the file: ").append(fault.forSender()).append('\n');
        }
        file.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    private static void add(StringBuilder text, TrialRecord record, Rules rules, boolean times) {
        if (!record.place().isEmpty()) {
            text.append("== message ").append(record.number());
            text.append(", ").append(record.place()).append('\n');
        }
        for (var step : record.steps()) {
            text.append("-- ").append(name(step.stage()));
            text.append(step.part().isEmpty() ? "" : ", " + step.part());
            text.append(step.recipient().isEmpty() ? "" : " for " + step.recipient());
            text.append(": ").append(verdict(step));
            if (times && step.stage() != Stage.RAW) {
                text.append(", ").append(milliseconds(step)).append(" ms");
            }
            text.append('\n').append(content(step));
            made(step, rules).forEach(line -> text.append("   ").append(line).append('\n'));
            for (var failure : step.failures()) {
                text.append("   ").append(said(failure)).append('\n');
            }
        }
    }

    /** Each element and what made it: {@code /message/body <- xslt/csv-v1/to-common.xsl:40 in match="person"}. */
    static List<String> made(TrialStep step, Rules rules) {
        return step.made().stream()
                .map(made -> made.path() + " <- " + (made.file().isEmpty() ? "?" : place(made, rules)))
                .toList();
    }

    private static String place(Made made, Rules rules) {
        return made.file() + ":" + made.line()
                + rules.at(made.file(), made.line()).map(rule -> " in " + rule).orElse("");
    }

    /** As people and --stage call it. */
    static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    static String verdict(TrialStep step) {
        if (step.isGood()) {
            return "good";
        }
        int failures = step.failures().size();
        return "refused, " + (failures == 1 ? "1 failure" : failures + " failures");
    }

    static String milliseconds(TrialStep step) {
        return "%.1f".formatted(step.took().toNanos() / 1e6);
    }

    static String said(Failure failure) {
        return failure.forSender();
    }

    /** What a stage made, for people: what is to be said of it, and it; it ends with a line end. */
    static String content(TrialStep step) {
        var words = String.join("\n", step.words());
        var made = step.bytes()
                .map(bytes -> printable(bytes.text()))
                .or(() -> step.document().map(Serialization::indented))
                .orElse("");
        var text = words.isEmpty() || made.isEmpty() ? words + made : words + "\n" + made;
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /** Packed numbers and the like are no letters. */
    static String printable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> shown.appendCodePoint(
                        Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' ? '\u00b7' : c));
        return shown.toString().replace("\r\n", "\n").replace('\r', '\n');
    }
}
