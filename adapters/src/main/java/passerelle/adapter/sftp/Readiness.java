package passerelle.adapter.sftp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import passerelle.model.Inbound.Ready;

/** Tells from one look at a partner's folder to the next which files there are whole. */
final class Readiness {
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param since in nanoseconds of {@link System#nanoTime}, when it was first seen as it is */
    private record Seen(RemoteFile file, long since) {}

    /** Which names a listing must keep: those of the partner's pattern, and of the done files beside them. */
    static Predicate<String> names(Predicate<String> pattern, Ready how) {
        return how.match(
                stable -> pattern,
                done -> name -> isDone(name, done)
                        ? pattern.test(
                                name.substring(0, name.length() - done.suffix().length()))
                        : pattern.test(name));
    }

    private static boolean isDone(String name, Ready.DoneFile done) {
        return name.endsWith(done.suffix());
    }

    /**
     * The files that are whole now, oldest first.
     *
     * @param ours files that are ours already: their done file may be gone
     */
    List<RemoteFile> ready(RemoteFolder.Listing listing, Ready how, Predicate<RemoteFile> ours, long now) {
        var files = listing.files();
        see(listing, now);
        var ready = new ArrayList<RemoteFile>();
        for (var file : files.values()) {
            boolean whole = how.match(
                    stable -> left(file, stable, now) <= 0,
                    done -> !isDone(file.name(), done)
                            && (files.containsKey(file.name() + done.suffix()) || ours.test(file)));
            if (whole) {
                ready.add(file);
            }
        }
        ready.sort(Comparator.comparingLong(RemoteFile::changed).thenComparing(RemoteFile::name));
        return ready;
    }

    private void see(RemoteFolder.Listing listing, long now) {
        var files = listing.files();
        seen.keySet().retainAll(files.keySet());
        files.forEach((name, file) -> {
            if (Optional.ofNullable(seen.get(name))
                    .filter(earlier -> earlier.file().equals(file))
                    .isEmpty()) {
                seen.put(name, new Seen(file, now));
            }
        });
    }

    /** It is not what it seemed to be: it must settle from now on. */
    void restart(String name) {
        seen.remove(name);
    }

    /** How long until the next file may have settled; empty when none is waited for. */
    Optional<Duration> next(Ready how, long now) {
        return how.match(
                stable -> seen.values().stream()
                        .map(each -> left(each.file(), stable, now))
                        .filter(left -> left > 0)
                        .min(Comparator.naturalOrder())
                        .map(Duration::ofNanos),
                done -> Optional.empty());
    }

    private long left(RemoteFile file, Ready.Stable stable, long now) {
        return Optional.ofNullable(seen.get(file.name()))
                .map(each -> stable.settle().toNanos() - (now - each.since()))
                .orElse(stable.settle().toNanos());
    }
}
