package passerelle.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A clinic as it should be: one message after the other, and what is not acknowledged is sent again, the same bytes. */
final class MllpSender implements Runnable {
    private static final int PAUSE_MILLIS = 20;
    /** What is refused for good would be sent for ever. */
    private static final int MOST_REFUSED = 3;


    private final Supplier<OptionalInt> port;
    private final List<Integer> numbers;
    private final AtomicInteger acknowledged;
    private final List<Long> nanos = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Optional<MllpLine> line = Optional.empty();
    private int unanswered;

    /** @param port empty while nothing runs @param acknowledged counts those of all senders */
    MllpSender(Supplier<OptionalInt> port, List<Integer> numbers, AtomicInteger acknowledged) {
        this.port = port;
        this.numbers = List.copyOf(numbers);
        this.acknowledged = acknowledged;
    }

    @Override
    public void run() {
        try {
            for (int number : numbers) {
                while (!send(number)) {
                    if (refused.size() >= MOST_REFUSED) {
                        return;
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
                acknowledged.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
        }
    }

    private boolean send(int number) {
        var to = port.get();
        if (to.isEmpty()) {
            return false;
        }
        try {
            if (line.isEmpty()) {
                line = Optional.of(new MllpLine(new Socket(InetAddress.getLoopbackAddress(), to.getAsInt())));
            }
            long start = System.nanoTime();
            line.get().send(AdtMessage.of(number));
            var answer = line.get().receive();
            nanos.add(System.nanoTime() - start);
            if (!MllpLine.field(answer, "MSA", 2).equals(AdtMessage.controlId(number))) {
                refused.add("an answer to another message than " + number);
            }
            if (MllpLine.field(answer, "MSA", 1).equals("AA")) {
                return true;
            }
            refused.add("number " + number + " was refused: " + answer.replace('\r', ' '));
            return false;
        } catch (IOException e) {
            unanswered++;
            drop();
            return false;
        }
    }

    private void drop() {
        try {
            if (line.isPresent()) {
                line.get().close();
            }
        } catch (IOException e) {
            unanswered++;
        }
        line = Optional.empty();
    }

    /** How long each answer took. */
    List<Long> nanos() {
        return nanos;
    }

    /** Answers that a good message should not have had. */
    List<String> refused() {
        return refused;
    }

    /** How often a message or its answer was lost with the connection. */
    int unanswered() {
        return unanswered;
    }
}
