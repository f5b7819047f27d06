package passerelle.route;

import java.util.List;
import java.util.stream.IntStream;
import passerelle.model.MessageId;

/**
 * After step 2: a message that a team's own step divided into messages of their own, or ended.
 *
 * @param going parts that go on
 * @param ended parts that a step ended after the whole was divided
 */
public record Parted(Read whole, List<Translated> going, List<Read> ended) {
    public Parted {
        going = List.copyOf(going);
        ended = List.copyOf(ended);
    }

    /** Whether a step ended the message as a whole: it goes nowhere. */
    boolean isEnded() {
        return going.isEmpty() && ended.isEmpty();
    }

    /** The ids of all parts, in their order. */
    List<MessageId> ids() {
        return IntStream.rangeClosed(1, going.size() + ended.size())
                .mapToObj(number -> whole.id().part(whole.received().sender(), number))
                .toList();
    }
}
