package passerelle.adapter.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.sftp.Collected.Marker;
import passerelle.model.Inbound;
import passerelle.model.PartnerId;

/**
 * What a partner puts down on its own server, as the gateway takes it over: fetched whole, on our disk for good, and only
 * then deleted or moved there. A file that cannot be fetched waits longer from try to try and does not hold up the others.
 */
final class RemoteInbox {
    private static final Logger log = LoggerFactory.getLogger(RemoteInbox.class);

    private final PartnerId partner;
    private final PartnerFolder folder;
    private final Collected collected;
    private final Quota quota;
    private final Runnable arrived;
    private final Pace pace;
    private final Clock clock;
    private final Readiness readiness = new Readiness();
    private final Retries retries;
    private final Set<RemoteFile> ours = new HashSet<>();
    private final Set<RemoteFile> gone = new HashSet<>();
    private Optional<Transfer> broken = Optional.empty();
    private boolean settled;
    private int ignored;

    /** @param arrived told after each file that is to be worked off */
    RemoteInbox(PartnerId partner, PartnerFolder folder, Quota quota, Runnable arrived, Pace pace, Clock clock)
            throws IOException {
        this.partner = partner;
        this.folder = folder;
        this.collected = new Collected(folder);
        this.quota = quota;
        this.arrived = arrived;
        this.pace = pace;
        this.retries = new Retries(pace);
        this.clock = clock;
    }

    /**
     * Fetches all that is ready. Returns how long there is nothing more to do.
     *
     * @throws IOException when the folder cannot be seen, or our own disk fails
     */
    Duration look(Inbound.Sftp way, ServerLine line) throws IOException {
        settle();
        var pattern = Pattern.compile(way.pattern()).asMatchPredicate();
        var listing = list(way, pattern, line);
        for (var file : readiness.ready(listing, way.ready(), this::isCollected, System.nanoTime())) {
            if (line.isStopped()) {
                break;
            }
            if (pattern.test(file.name()) && retries.isDue(file.name())) {
                attempt(way, file, line);
            }
        }
        return pause(way);
    }

    /** Takes up where a crash, or a fault of our disk, left a file between there and here. */
    private void settle() throws IOException {
        if (!settled) {
            close();
            Arriving.settle(folder, collected.arrivals());
            settled = true;
            arrived.run();
        }
    }

    private RemoteFolder.Listing list(Inbound.Sftp way, Predicate<String> pattern, ServerLine line) throws IOException {
        RemoteFolder.Listing listing;
        try (var time = line.within(0)) {
            listing = new RemoteFolder(line.link(), way.folder())
                    .list(Readiness.names(pattern, way.ready()), line.patience());
        }
        noteIgnored(listing.ignored());
        var files = Set.copyOf(listing.files().values());
        if (listing.complete()) {
            collected.retain(listing.files()::containsKey);
            ours.retainAll(files);
            gone.retainAll(files);
            retries.retain(listing.files().keySet());
            if (broken.filter(transfer -> !files.contains(transfer.file())).isPresent()) {
                close();
            }
        }
        return listing;
    }

    private void noteIgnored(int now) {
        if (now != ignored && now > 0) {
            log.warn("{} fetch: {} entries of the folder have a name or a kind that is never fetched", partner, now);
        }
        ignored = now;
    }

    private Duration pause(Inbound.Sftp way) {
        var now = System.nanoTime();
        var least = way.every();
        var settled = readiness.next(way.ready(), now);
        if (settled.isPresent() && settled.get().compareTo(least) < 0) {
            least = settled.get();
        }
        var due = retries.next();
        if (due.isPresent() && due.get().compareTo(least) < 0) {
            least = due.get();
        }
        return least;
    }

    private void attempt(Inbound.Sftp way, RemoteFile file, ServerLine line) throws IOException {
        try {
            // One that lies here again, or that the process before this one fetched, is fetched to be compared.
            var isNew = false;
            if (!ours.contains(file)) {
                if (!hasRoom(file)) {
                    failed(file, "no room for it here");
                    return;
                }
                isNew = takeIn(file, fetched(way, file, line));
            }
            putAway(way, file, line);
            ours.remove(file);
            if (gone.add(file) || isNew) {
                retries.succeeded(file.name());
            } else {
                failed(file, "it is still there");
            }
        } catch (NotConnected | StorageFailed everyFileMeetsIt) {
            throw everyFileMeetsIt;
        } catch (RemoteChanged e) {
            readiness.restart(file.name());
            failed(file, String.valueOf(e.getMessage()));
        } catch (RemoteRefusal e) {
            failed(file, String.valueOf(e.getMessage()));
        } catch (IOException | BufferUnderflowException e) {
            line.drop();
            failed(file, e.getClass().getSimpleName());
        }
    }

    /** Ours, and not yet removed where it came from. */
    private boolean isCollected(RemoteFile file) {
        try {
            return !gone.contains(file)
                    && collected
                            .marker(file.name())
                            .filter(marker -> marker.file().equals(file))
                            .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasRoom(RemoteFile file) throws IOException {
        return broken.filter(transfer -> transfer.file().equals(file)).isPresent()
                || quota.takeFile() && quota.takeBytes(file.size());
    }

    private void failed(RemoteFile file, String how) {
        var failure = retries.failed(file.name());
        log.warn(
                "{} fetch: try {} of a file failed; again in {} ms: {}",
                partner,
                failure.tries(),
                failure.pause().toMillis(),
                how);
    }

    /** The whole file, over as many connections as it takes while each brings some of it. */
    private Transfer fetched(Inbound.Sftp way, RemoteFile file, ServerLine line) throws IOException {
        var transfer = transfer(file);
        for (var tries = 1; ; tries++) {
            var before = transfer.written();
            var time = line.within(file.size() - before);
            try {
                transfer.run(line.link(), new RemoteFolder(line.link(), way.folder()));
                return transfer;
            } catch (RemoteChanged | RemoteRefusal | StorageFailed e) {
                transfer.close();
                throw e;
            } catch (IOException | BufferUnderflowException e) {
                line.drop();
                var mayGoOn = transfer.written() > before && !time.isOver() && !line.isStopped();
                if (!mayGoOn || tries >= pace.patience()) {
                    close();
                    broken = Optional.of(transfer);
                    throw e;
                }
            } finally {
                time.close();
            }
        }
    }

    private Transfer transfer(RemoteFile file) throws IOException {
        var begun = broken.filter(transfer -> transfer.file().equals(file));
        if (begun.isPresent()) {
            broken = Optional.empty();
            return begun.get();
        }
        return new Transfer(file, Arriving.begin(folder, file.name(), clock.instant()));
    }

    /** Whether the file was not ours before. */
    private boolean takeIn(RemoteFile file, Transfer transfer) throws IOException {
        settled = false;
        boolean isNew;
        try (transfer) {
            var into = transfer.into();
            var digest = into.complete();
            var earlier = collected.marker(file.name());
            isNew = earlier.filter(marker ->
                            marker.file().equals(file) && marker.digest().equals(digest))
                    .isEmpty();
            if (isNew) {
                collected.put(new Marker(file, digest, into.id()));
                into.enter();
                arrived.run();
                log.info("{} fetch: a file of {} bytes was taken in", partner, file.size());
            } else {
                into.discard();
                log.info("{} fetch: a file was fetched before and is not taken in twice", partner);
            }
            ours.add(file);
        }
        settled = true;
        return isNew;
    }

    private void putAway(Inbound.Sftp way, RemoteFile file, ServerLine line) throws IOException {
        try (var time = line.within(0)) {
            var there = new RemoteFolder(line.link(), way.folder());
            var now = there.file(file.name());
            if (now.isPresent() && !now.get().equals(file)) {
                throw new RemoteChanged("replaced after it was fetched");
            }
            // The done file first: left alone, it would speak for the next file of that name.
            var done = way.ready().match(stable -> Optional.<String>empty(), mark -> Optional.of(mark.suffix()));
            if (done.isPresent()) {
                there.putAway(file.name() + done.get(), way.moveTo(), clock.instant());
            }
            there.putAway(file.name(), way.moveTo(), clock.instant());
        }
    }

    /** Lets go of what is half read. */
    void close() throws IOException {
        if (broken.isPresent()) {
            var leaving = broken.get();
            broken = Optional.empty();
            leaving.close();
        }
    }
}
