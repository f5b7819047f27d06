package passerelle.adapter.jms;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import passerelle.model.PartnerId;

/** Puts files together in memory: what the lane says of them is what counts. */
final class MemoryGathering implements Gathering {
    private final Map<String, List<Delivery>> files = new ConcurrentHashMap<>();
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refuses = new AtomicBoolean();
    private final AtomicBoolean loses = new AtomicBoolean();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    /** Numbers of the files that were closed, in their order. */
    List<Long> numbers() {
        return List.copyOf(numbers);
    }

    /** All that was added to any file. */
    int records() {
        return files.values().stream().mapToInt(List::size).sum();
    }

    /** The bytes of the next file that is asked for cannot be read, once and for all. */
    void loseNext() {
        loses.set(true);
    }

    /** The next file cannot be made. */
    void refuseNext() {
        refuses.set(true);
    }

    @Override
    public Optional<List<Delivery>> begunOtherwise(PartnerId recipient, OpenFile file) {
        return Optional.empty();
    }

    @Override
    public Added add(PartnerId recipient, Optional<OpenFile> file, List<Delivery> deliveries) {
        var id = file.map(OpenFile::id).orElseGet(() -> UUID.randomUUID().toString());
        var members = new ArrayList<>(files.getOrDefault(id, List.of())
                .subList(0, file.map(OpenFile::deliveries).orElse(0)));
        members.addAll(deliveries);
        files.put(id, members);
        long records = members.stream().mapToLong(Delivery::count).sum();
        var since = file.map(OpenFile::since).orElseGet(Instant::now);
        return new Added(
                new OpenFile(id, since, records, members.size(), new byte[] {1}), List.of(), List.of(), List.of());
    }

    @Override
    public boolean close(PartnerId recipient, OpenFile file, long sequence) {
        boolean isMade = !refuses.getAndSet(false);
        if (isMade) {
            numbers.add(sequence);
        }
        return isMade;
    }

    @Override
    public Consignment consignment(PartnerId recipient, String id, int attempt) throws IOException {
        if (loses.getAndSet(false)) {
            lost.add(id);
        }
        if (lost.contains(id)) {
            throw new IOException("A sealed file is damaged");
        }
        var members = files.getOrDefault(id, List.of()).stream()
                .map(delivery -> delivery.withAttempt(attempt))
                .toList();
        return new Consignment(id, recipient, Instant.parse("2026-11-25T12:00:00Z"), members);
    }

    @Override
    public Views views(PartnerId recipient, String id) {
        var left = files.getOrDefault(id, List.of()).iterator();
        return new Views() {
            @Override
            public Optional<Delivery> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
