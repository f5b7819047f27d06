package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.adapter.jms.Gathering.OpenFile;
import passerelle.model.PartnerId;

/**
 * Puts what waits for one recipient together into files, each by count, age or time of day. Taking a few deliveries,
 * writing them and saying how far the file is are one transaction; the number of the last file stands in the same
 * message, so that numbers have no gap, whatever crashes.
 */
final class GatherLoop implements Loop.Step {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Records that are said and written in one transaction. */
    private static final int SLICE = 500;
    /** How long a slice that is not full waits for more, so that a trickle does not cost a transaction each. */
    private static final Duration GATHER = Duration.ofSeconds(2);
    /** Deliveries of one file: each has its events when the file goes. */
    private static final int MOST_DELIVERIES = 20_000;

    private final PartnerId recipient;
    private final Gathering gathering;
    private final Filling filling;
    private final Clock clock;
    private Optional<Work> session = Optional.empty();
    private Optional<MessageConsumer> states = Optional.empty();
    private boolean stored;
    private long sequence;
    private Optional<OpenFile> open = Optional.empty();

    /** @param filling when a file is full */
    GatherLoop(PartnerId recipient, Gathering gathering, Filling filling, Clock clock) {
        this.recipient = recipient;
        this.gathering = gathering;
        this.filling = filling;
        this.clock = clock;
        this.sequence = filling.firstSequence() - 1;
    }

    @Override
    public void take(Work work, MessageConsumer consumer) throws JMSException {
        if (session.isEmpty() || session.get() != work) {
            restore(work);
        }
        var slice = receive(consumer);
        boolean due = open.map(file -> !clock.instant().isBefore(filling.due(file.since())))
                .orElse(false);
        if (slice.isEmpty() && !due) {
            return;
        }
        try {
            fill(work, withThoseBegunOtherwise(slice));
            if (open.isPresent() && (due || isFull(open.get()))) {
                close(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store(work);
        work.commit();
    }

    /** A file that is open while the layout of its format changes would be of two: it is begun again. */
    private List<Delivery> withThoseBegunOtherwise(List<Delivery> slice) throws IOException {
        var again =
                open.isPresent() ? gathering.begunOtherwise(recipient, open.get()) : Optional.<List<Delivery>>empty();
        if (again.isEmpty()) {
            return slice;
        }
        open = Optional.empty();
        var all = new ArrayList<>(again.get());
        all.addAll(slice);
        return all;
    }

    /** Some deliveries; none when there is nothing to wait for any longer. */
    private List<Delivery> receive(MessageConsumer consumer) throws JMSException {
        var slice = new ArrayList<Delivery>();
        long records = 0;
        var end = clock.instant().plus(LOOK);
        while (records < SLICE && isRoom(slice.size(), records)) {
            long left = Duration.between(clock.instant(), end).toMillis();
            var next = left > 0 ? consumer.receive(left) : consumer.receiveNoWait();
            if (!(next instanceof BytesMessage message)) {
                break;
            }
            var delivery = Delivery.read(message);
            if (slice.isEmpty()) {
                var now = clock.instant();
                var due = filling.due(open.map(OpenFile::since).orElse(now));
                var longest = now.plus(GATHER);
                end = due.isBefore(longest) ? due : longest;
            }
            slice.add(delivery);
            records += delivery.count();
        }
        return slice;
    }

    private boolean isRoom(int deliveries, long records) {
        return open.map(OpenFile::records).orElse(0L) + records < filling.most()
                && open.map(OpenFile::deliveries).orElse(0) + deliveries < MOST_DELIVERIES;
    }

    private boolean isFull(OpenFile file) {
        return file.records() >= filling.most() || file.deliveries() >= MOST_DELIVERIES;
    }

    /** A bundle is not cut: a file that it does not fit into any more goes without it. */
    private void fill(Work work, List<Delivery> slice) throws IOException, JMSException {
        var together = new ArrayList<Delivery>();
        long records = open.map(OpenFile::records).orElse(0L);
        for (var delivery : slice) {
            if (records > 0 && records + delivery.count() > filling.most()) {
                add(work, together);
                close(work);
                together.clear();
                records = 0;
            }
            together.add(delivery);
            records += delivery.count();
        }
        add(work, together);
    }

    private void add(Work work, List<Delivery> deliveries) throws IOException, JMSException {
        var rest = List.copyOf(deliveries);
        while (!rest.isEmpty()) {
            var added = gathering.add(recipient, open, rest);
            for (var letter : added.dead()) {
                work.bury(letter);
            }
            if (!added.events().isEmpty()) {
                work.events(added.events(), List.of());
            }
            open = added.file().records() == 0 ? Optional.empty() : Optional.of(added.file());
            rest = added.rest();
            if (!rest.isEmpty()) {
                close(work);
            }
        }
    }

    private void close(Work work) throws IOException, JMSException {
        if (open.isPresent()) {
            var file = open.get();
            sequence += gathering.close(recipient, file, sequence + 1) ? 1 : 0;
            work.file(recipient, file.id(), 1, Duration.ZERO);
            open = Optional.empty();
        }
    }

    /** What the last committed transaction said. */
    private void restore(Work work) throws JMSException {
        session = Optional.of(work);
        sequence = filling.firstSequence() - 1;
        open = Optional.empty();
        var consumer = work.session().createConsumer(work.session().createQueue(recipient.gatheringQueue()));
        states = Optional.of(consumer);
        // Taken here, and put back or replaced by the next transaction that has something to say.
        stored = false;
        if (consumer.receive(LOOK.toMillis()) instanceof BytesMessage message) {
            var bytes = new byte[(int) message.getBodyLength()];
            message.readBytes(bytes);
            decode(bytes);
        }
    }

    private void store(Work work) throws JMSException {
        if (stored
                && states.isPresent()
                && states.get().receive(Duration.ofSeconds(10).toMillis()) == null) {
            throw new JMSException("The state of the open file is not in its queue");
        }
        work.state(recipient, encode());
        stored = true;
    }

    private byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(sequence);
            out.writeBoolean(open.isPresent());
            if (open.isPresent()) {
                var file = open.get();
                out.writeUTF(file.id());
                out.writeLong(file.since().toEpochMilli());
                out.writeLong(file.records());
                out.writeInt(file.deliveries());
                out.writeInt(file.state().length);
                out.write(file.state());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            sequence = in.readLong();
            open = in.readBoolean()
                    ? Optional.of(new OpenFile(
                            in.readUTF(),
                            Instant.ofEpochMilli(in.readLong()),
                            in.readLong(),
                            in.readInt(),
                            in.readNBytes(in.readInt())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
