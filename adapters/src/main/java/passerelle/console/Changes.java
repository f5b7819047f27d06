package passerelle.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import passerelle.model.Failure;
import passerelle.model.MessageId;
import passerelle.route.TrialRecord;
import passerelle.route.TrialStep;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Difference;

/** What two mappings make differently of the same messages, added up by place. Values are kept only when they may be shown. */
final class Changes {
    private static final int MOST_EXAMPLES = 5;
    private static final String NOTHING = "nothing";

    /** Changes with every edit of a stylesheet. */
    private static final String STYLESHEET = "/message/envelope/provenance/stylesheet";

    private final boolean show;
    private final Map<Where, List<Example>> found = new LinkedHashMap<>();

    Changes(boolean show) {
        this.show = show;
    }

    /** @param recipient "" before the agreements are asked @param what changed, new, gone, or refused now or then */
    private record Where(Stage stage, String recipient, String path, String what) {}

    private record Example(MessageId id, String then, String now) {}

    /** Whether the two differ anywhere. */
    boolean add(MessageId id, TrialRecord then, TrialRecord now) {
        int before = total();
        var keys = new TreeSet<String>();
        then.steps().forEach(step -> keys.add(key(step)));
        now.steps().forEach(step -> keys.add(key(step)));
        for (var key : keys) {
            compare(id, step(then, key), step(now, key));
        }
        return total() > before;
    }

    private int total() {
        return found.values().stream().mapToInt(List::size).sum();
    }

    private static String key(TrialStep step) {
        return step.stage().ordinal() + " " + step.recipient() + " " + step.part();
    }

    private static Optional<TrialStep> step(TrialRecord record, String key) {
        return record.steps().stream().filter(step -> key(step).equals(key)).findFirst();
    }

    private void compare(MessageId id, Optional<TrialStep> then, Optional<TrialStep> now) {
        var either = then.or(() -> now).orElseThrow();
        var refusedThen = refusal(then);
        var refusedNow = refusal(now);
        if (!refusedThen.equals(refusedNow)) {
            refusedThen.ifPresent(failure -> put(either, failure, "refused then, not now so", id));
            refusedNow.ifPresent(failure -> put(either, failure, "refused now", id));
        } else if (then.isEmpty() || now.isEmpty()) {
            put(new Where(either.stage(), either.recipient(), "/", then.isEmpty() ? "new" : "gone"), id, "", "");
        } else {
            differences(id, then.get(), now.get());
        }
    }

    private static Optional<Failure> refusal(Optional<TrialStep> step) {
        return step.flatMap(one -> one.failures().stream().findFirst());
    }

    private void put(TrialStep step, Failure failure, String what, MessageId id) {
        var path = failure.code().code() + " at " + plain(failure.place());
        put(new Where(step.stage(), step.recipient(), path, what), id, "", failure.found());
    }

    private void differences(MessageId id, TrialStep then, TrialStep now) {
        if (then.document().isPresent() && now.document().isPresent()) {
            for (var one :
                    Difference.between(then.document().get(), now.document().get())) {
                var path = plain(one.place());
                if (!path.equals(STYLESHEET)) {
                    put(new Where(now.stage(), now.recipient(), path, what(one)), id, one.expected(), one.found());
                }
            }
        } else if (!then.words().equals(now.words())) {
            put(
                    new Where(now.stage(), now.recipient(), "who gets which fields", "changed"),
                    id,
                    String.join("; ", then.words()),
                    String.join("; ", now.words()));
        }
    }

    private static String what(Difference one) {
        return one.expected().equals(NOTHING) ? "new" : one.found().equals(NOTHING) ? "gone" : "changed";
    }

    /** A path without line and numbers, so that it is the same for all messages. */
    private static String plain(String place) {
        return place.replaceFirst("^line \\d+(, )?", "").replaceAll("\\[\\d+]", "");
    }

    private void put(Where where, MessageId id, String then, String now) {
        found.computeIfAbsent(where, at -> new ArrayList<>()).add(new Example(id, then, now));
    }

    void write(ArrayNode list) {
        found.forEach((where, examples) -> {
            var node = list.addObject();
            node.put("stage", where.stage().name().toLowerCase(Locale.ROOT));
            node.put("for", where.recipient());
            node.put("path", where.path());
            node.put("what", where.what());
            node.put("count", examples.size());
            if (show) {
                var shown = node.putArray("examples");
                examples.stream().limit(MOST_EXAMPLES).forEach(example -> write(example, shown.addObject()));
            }
        });
    }

    private static void write(Example example, ObjectNode node) {
        node.put("message", example.id().toString());
        node.put("then", example.then());
        node.put("now", example.now());
    }
}
