package passerelle.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import passerelle.config.Configuration;
import passerelle.format.xml.Serialization;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.route.Evidence;
import passerelle.route.Live;
import passerelle.route.Plan;
import passerelle.route.StepsApart;
import passerelle.route.Trial;
import passerelle.route.TrialRecord;
import passerelle.route.TrialRoad;
import passerelle.route.TrialStep;
import passerelle.route.TrialStep.Stage;
import passerelle.store.Index;
import passerelle.vault.Copies;
import passerelle.vault.Vault;

/**
 * Takes the last messages that came in a format through the mapping that lies on disk, and says what would come out
 * differently. The other side of the comparison is the mapping that runs; that it makes what went out then is proved, view
 * by view, by the fingerprints in the audit log. Each message that is opened leaves its event first.
 */
public final class Retrial {
    /** More would hold the operator's door for long. */
    private static final int MOST = 1_000;

    private final Path home;
    private final Live live;
    private final KeptMessages messages;
    private final Vault vault;
    private final Evidence evidence;
    private final Clock clock;

    /** @param home whose configuration and stylesheets are tried @param live what the gateway runs */
    public Retrial(Path home, Live live, Index index, Copies copies, Vault vault, Evidence evidence, Clock clock) {
        this.home = home;
        this.live = live;
        this.messages = new KeptMessages(index, copies, vault);
        this.vault = vault;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * Tries them; empty when the gateway does not run this format.
     *
     * @param show whether the answer may hold values of the messages
     * @param actor who is on record as having opened them
     */
    Optional<ObjectNode> last(FormatId format, Optional<PartnerId> partner, int most, boolean show, String actor) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("At least 1 message and at most " + MOST + ", not " + most);
        }
        var running = live.plan();
        if (running.formats().find(format).isEmpty()) {
            return Optional.empty();
        }
        var onDisk = Plan.readForTrial(
                home, Map.of(), System.getenv(), configuration -> formats(format, configuration), Optional.empty());
        var answer = JsonNodeFactory.instance.objectNode().put("format", format.value());
        if (onDisk.formats().find(format).isEmpty() || !onDisk.stepProblems().isEmpty()) {
            var problems = answer.putArray("problems");
            onDisk.problems().stream().map(Problem::toString).forEach(problems::add);
            return Optional.of(answer);
        }
        var changes = new Changes(show);
        var counts = new Counts();
        try (var then = new Mapping(running, format);
                var now = new Mapping(onDisk, format)) {
            for (var kept : messages.last(format, partner, most)) {
                evidence.record(AuditEvent.at(clock.instant(), Type.VIEWED)
                        .with(Fact.MESSAGE, kept.id())
                        .with(Fact.ACTOR, actor)
                        .event());
                compare(kept, then, now, changes, counts);
            }
        }
        answer.put("messages", counts.messages);
        answer.put("same", counts.same);
        answer.put("different", counts.messages - counts.same - counts.unreadable);
        answer.put("not-readable-alone", counts.unreadable);
        answer.put("views", counts.views);
        answer.put("views-as-they-went-out", counts.proved);
        changes.write(answer.putArray("changes"));
        return Optional.of(answer);
    }

    private static final class Counts {
        private int messages;
        private int same;
        private int unreadable;
        private int views;
        private int proved;
    }

    private static Set<FormatId> formats(FormatId format, Configuration configuration) {
        var formats = new HashSet<FormatId>();
        formats.add(format);
        configuration.partners().stream()
                .flatMap(partner -> partner.receives().map(Outbound::format).stream())
                .forEach(formats::add);
        return formats;
    }

    /** What is compared: a plan, and the steps of teams' own in it. */
    private static final class Mapping implements AutoCloseable {
        private final Plan plan;
        private final FormatId format;
        private final StepsApart apart;

        Mapping(Plan plan, FormatId format) {
            this.plan = plan;
            this.format = format;
            this.apart = new StepsApart(plan);
        }

        private TrialRoad road(Kept kept) {
            return new TrialRoad(format, plan.find(kept.sender()), Optional.empty(), Optional.empty(), kept.at());
        }

        /** Half a document tells nothing. */
        boolean takesPairs(Kept kept) {
            return road(kept).takesPairs();
        }

        TrialRecord tried(Kept kept, byte[] raw) {
            var road = road(kept);
            return new Trial(plan, road, Optional.empty(), apart).again(raw, kept.id());
        }

        @Override
        public void close() {
            apart.close();
        }
    }

    private void compare(Kept kept, Mapping running, Mapping onDisk, Changes changes, Counts counts) {
        var raw = kept.raw().get();
        var then = running.tried(kept, raw);
        var now = onDisk.tried(kept, raw);
        counts.messages++;
        if (isUnreadable(then) || running.takesPairs(kept) || onDisk.takesPairs(kept)) {
            counts.unreadable++;
            return;
        }
        for (var step : then.steps()) {
            // The fingerprint of a part's view is with the part, which has no bytes of its own.
            if (step.stage() == Stage.VIEW && step.part().isEmpty()) {
                counts.views++;
                counts.proved += wentOut(kept, step) ? 1 : 0;
            }
        }
        counts.same += changes.add(kept.id(), then, now) ? 0 : 1;
    }

    /** It was readable when it came: a record that needs its file's header is not readable without. */
    private static boolean isUnreadable(TrialRecord record) {
        var last = record.steps().get(record.steps().size() - 1);
        return !last.isGood() && List.of(Stage.RAW, Stage.NATIVE, Stage.BEFORE).contains(last.stage());
    }

    private boolean wentOut(Kept kept, TrialStep view) {
        return view.document()
                .map(document -> vault.fingerprint(Serialization.utf8(document)))
                .equals(Optional.ofNullable(kept.views().get(new PartnerId(view.recipient()))));
    }
}
