package passerelle.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.config.HomeFiles;
import passerelle.config.Settings;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Problem;
import passerelle.version.Version;
import passerelle.version.Versions;

/**
 * Makes a change of the home's files live: it is read whole and checked, as at a start; then the plan is put in the place
 * of the one that runs, and only those routes of partners are exchanged that keep something of what changed. With any
 * fault everything stays as it is.
 */
public final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long LOOK_MILLIS = 500;

    private final Path home;
    private final Live live;
    private final PartnerRoutes partners;
    private final RoadRoutes road;
    private final Versions versions;
    private final Evidence evidence;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "changes");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Path, String> seen = Map.of();
    private Map<Path, String> tried = Map.of();
    private List<Problem> refused = List.of();

    /** What became of a change. @param version the one that runs now @param problems why it did not go live */
    public record Applied(Version version, List<String> effect, List<Problem> problems) {
        public Applied {
            effect = List.copyOf(effect);
            problems = List.copyOf(problems);
        }
    }

    /** @param partners how the routes of partners begin and end @param road how the road's own routes are read anew */
    public Changes(
            Path home,
            Live live,
            PartnerRoutes partners,
            RoadRoutes road,
            Versions versions,
            Evidence evidence,
            Clock clock) {
        this.home = home;
        this.live = live;
        this.partners = partners;
        this.road = road;
        this.versions = versions;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** The gateway has started on the plan that is live: when it is another than the last one, it is a version of its own. */
    public synchronized void started(String actor) throws IOException {
        var plan = live.plan();
        var last = versions.last();
        if (last.isEmpty() || !last.get().digest().equals(plan.digest())) {
            versions.add(home, plan.files(), clock.instant(), actor, "as it was at a start");
        }
        evidence.record(configured(plan, actor));
        seen = stamps();
        tried = seen;
        if (plan.configuration().settings().changes() == Settings.Changes.SAVED) {
            watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Makes what the folder holds now live, if it has no fault. */
    public synchronized Applied apply(String actor, String note) throws IOException {
        tried = stamps();
        var next = live.plan().again();
        refused = next.problems();
        if (!refused.isEmpty()) {
            refuse(next, actor);
            return new Applied(versions.last().orElseThrow(), List.of(), refused);
        }
        next.formats().compile();
        var effect = Effect.of(live.plan(), next, live.plan().files().changes(next.files()));
        var fault = exchange(next, effect);
        if (fault.isPresent()) {
            refused = List.of(fault.get());
            refuse(next, actor);
            return new Applied(versions.last().orElseThrow(), List.of(), refused);
        }
        // It runs: that is on record even if the disk is too full for its files.
        evidence.record(configured(next, actor));
        var version = next.digest().equals(versions.last().orElseThrow().digest())
                ? versions.last().orElseThrow()
                : versions.add(home, next.files(), clock.instant(), actor, note);
        LOG.info("version {} of the configuration is live: {}", version.number(), String.join("; ", effect.words()));
        return new Applied(version, effect.words(), List.of());
    }

    /** Puts the files of an earlier version back and makes them live; empty when there is none of this number. */
    public synchronized Optional<Applied> rollback(long number, String actor) throws IOException {
        var version = versions.find(number);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        versions.restore(version.get(), home);
        return Optional.of(apply(actor, "back to version " + number));
    }

    /** Why the last change did not go live; none when it did. */
    public synchronized List<Problem> refused() {
        return refused;
    }

    private void refuse(Plan next, String actor) {
        refused.forEach(problem -> LOG.warn("the change is not live: {}", problem));
        evidence.record(AuditEvent.at(clock.instant(), Type.CHANGE_REFUSED)
                .with(Fact.CONFIGURATION, next.digest())
                .with(Fact.ACTOR, actor)
                .with(Fact.COUNT, refused.size())
                .event());
    }

    private AuditEvent configured(Plan plan, String actor) {
        return AuditEvent.at(clock.instant(), Type.CONFIGURED)
                .with(Fact.CONFIGURATION, plan.digest())
                .with(Fact.ACTOR, actor)
                .with(Fact.COUNT, plan.configuration().partners().size())
                .event();
    }

    /** The plan is exchanged between the routes that end and those that begin; when one does not begin, all is as before. */
    private Optional<Problem> exchange(Plan next, Effect effect) {
        var before = live.plan();
        var undo = new ArrayDeque<Step>();
        try {
            for (var end : effect.closing()) {
                partners.remove(end);
                undo.push(() -> partners.add(end, before.partner(end.partner())));
            }
            live.put(next);
            undo.push(() -> live.put(before));
            for (var file : effect.steps()) {
                var was = versions.last().map(last -> last.files().files().get(file));
                road.read(home, file);
                undo.push(() -> road.read(file, was.isPresent() ? versions.bytes(was.get()) : new byte[0]));
            }
            for (var end : effect.opening()) {
                partners.add(end, next.partner(end.partner()));
                undo.push(() -> partners.remove(end));
            }
            return Optional.empty();
        } catch (Exception e) {
            LOG.error("the change is undone: {}", e.getClass().getName());
            undo.forEach(Changes::run);
            return Optional.of(new Problem(
                    "config",
                    0,
                    0,
                    "the change could not be made live (" + e.getClass().getSimpleName()
                            + "); everything is as it was before",
                    Optional.empty()));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            LOG.error("a step of the way back failed: {}", e.getClass().getName());
        }
    }

    /** A change is looked at once its files have been left alone from one look to the next. */
    private synchronized void look() {
        try {
            var now = stamps();
            if (now.equals(seen) && !now.equals(tried)) {
                apply(author(now), "as it was saved");
            }
            seen = now;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "the files of the configuration cannot be looked at: {}",
                    e.getClass().getName());
        } catch (RuntimeException e) {
            LOG.error("a change was not made live: {}", e.getClass().getName());
        }
    }

    /** Whoever owns the file that was saved last. */
    private String author(Map<Path, String> now) throws IOException {
        var newest = Instant.MIN;
        var author = "unknown";
        for (var path : now.keySet()) {
            var saved = Files.getLastModifiedTime(path).toInstant();
            if (!now.get(path).equals(tried.get(path)) && saved.isAfter(newest)) {
                newest = saved;
                author = Files.getOwner(path).getName();
            }
        }
        return author;
    }

    /** Secrets too: a change may have waited for one that was not made yet, and a new one takes the place of an old one. */
    private List<Path> watched() throws IOException {
        var all = new ArrayList<>(HomeFiles.paths(home));
        var secrets = live.plan().configuration().settings().secrets();
        if (Files.isDirectory(secrets)) {
            try (Stream<Path> files = Files.list(secrets)) {
                files.filter(Files::isRegularFile).forEach(all::add);
            }
        }
        return all;
    }

    private Map<Path, String> stamps() throws IOException {
        var stamps = new TreeMap<Path, String>();
        for (var path : watched()) {
            try {
                stamps.put(
                        path,
                        Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis());
            } catch (NoSuchFileException e) {
                // It went while we looked; the next look sees the folder without it.
                stamps.put(path, "gone");
            }
        }
        return stamps;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
