package passerelle.adapter.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.adapter.mllp.Message.adt;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** The gateway sends: what an answer, silence or a broken line means. */
@Timeout(20)
class MllpOutTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final World world = new World();
    private Hospital hospital;

    @BeforeEach
    void open() throws IOException {
        hospital = new Hospital();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        hospital.close();
    }

    private Result<String> deliver(String controlId) throws Exception {
        return world.deliver(adt(controlId));
    }

    private World send() throws Exception {
        return world.sendTo(World.to(hospital.port(), Optional.empty(), PATIENCE));
    }

    private static Optional<FailureCode> code(Result<String> result) {
        return result.match(ok -> Optional.empty(), failure -> Optional.of(failure.code()));
    }

    private static String place(Result<String> result) {
        return result.match(ok -> "", failure -> failure.place());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "CA"})
    void hasDeliveredWhatTheRecipientAccepts(String code) throws Exception {
        send();
        hospital.answers = message -> Optional.of(Hospital.acknowledge(code, message));

        assertThat(code(deliver("1"))).isEmpty();
        assertThat(hospital.received).containsExactly(adt("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AE", "AR", "CE", "CR"})
    void takesARefusalAsFinal(String code) throws Exception {
        send();
        hospital.answers = message -> Optional.of(Hospital.acknowledge(code, message));

        var result = deliver("1");

        assertThat(code(result)).contains(FailureCode.DELIVER_REJECTED);
        assertThat(place(result)).contains(code);
    }

    @Test
    void keepsOneConnectionForManyMessagesAndAlsoAfterARefusal() throws Exception {
        send();
        deliver("1");
        hospital.answers = message -> Optional.of(Hospital.acknowledge("AR", message));
        deliver("2");
        hospital.answers = message -> Optional.of(Hospital.acknowledge("AA", message));

        assertThat(code(deliver("3"))).isEmpty();
        assertThat(hospital.received).containsExactly(adt("1"), adt("2"), adt("3"));
        assertThat(hospital.connections).hasValue(1);
    }

    @Test
    void takesSilenceAsAReasonToTryAgainOnAnotherConnection() throws Exception {
        send();
        hospital.answers = message -> Optional.of(new byte[0]);
        assertThat(code(deliver("1"))).contains(FailureCode.DELIVER_TIMEOUT);
        hospital.answers = message -> Optional.of(Hospital.acknowledge("AA", message));

        assertThat(code(deliver("1"))).isEmpty();
        assertThat(hospital.connections).hasValue(2);
    }

    @Test
    void takesHalfAnAnswerForNone() throws Exception {
        send();
        hospital.answers = message -> Optional.of(Message.bytes("\u000bMSH|^~\\&|"));

        assertThat(code(deliver("1"))).contains(FailureCode.DELIVER_TIMEOUT);
    }

    @Test
    void takesTheAnswerToAnotherMessageForNone() throws Exception {
        send();
        hospital.answers = message -> Optional.of(Hospital.acknowledge("AA", message, "other"));
        assertThat(code(deliver("1")).filter(FailureCode::isTransient)).isPresent();
        hospital.answers = message -> Optional.of(Hospital.acknowledge("AA", message));

        assertThat(code(deliver("1"))).isEmpty();
        assertThat(hospital.connections).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "\u000bnonsense\u001c\r", "\u000b\u001c\r"})
    void takesGarbageForNoAnswer(String garbage) throws Exception {
        send();
        hospital.answers = message -> Optional.of(Message.bytes(garbage));

        assertThat(code(deliver("1")).filter(FailureCode::isTransient)).isPresent();
    }

    @Test
    void triesAgainWhenTheRecipientHangsUp() throws Exception {
        send();
        hospital.answers = message -> Optional.empty();

        assertThat(code(deliver("1"))).contains(FailureCode.DELIVER_UNREACHABLE);
    }

    @Test
    void noticesThatAConnectionWasClosedWhileItRested() throws Exception {
        send();
        deliver("1");
        hospital.hangUp();
        Thread.sleep(600);

        assertThat(code(deliver("2"))).isEmpty();
        assertThat(hospital.connections).hasValue(2);
    }

    @Test
    void usesAConnectionThatRestedAgainAndWaitsForTheAnswerOfItsOwn() throws Exception {
        send();
        deliver("1");
        Thread.sleep(600);
        hospital.answers = message -> {
            pause(100);
            return Optional.of(Hospital.acknowledge("AA", message));
        };

        assertThat(code(deliver("2"))).isEmpty();
        assertThat(hospital.received).containsExactly(adt("1"), adt("2"));
        assertThat(hospital.connections).hasValue(1);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void triesAgainWhereNobodyListens() throws Exception {
        world.sendTo(World.to(1, Optional.empty(), PATIENCE));

        var result = deliver("1");

        assertThat(code(result)).contains(FailureCode.DELIVER_UNREACHABLE);
        assertThat(place(result)).isEqualTo("connection refused");
    }

    @Test
    void saysNothingOfThePersonInItsReasons() throws Exception {
        send();
        hospital.answers = message -> Optional.of(Message.frame(
                "MSH|^~\\&|H|U|||20261123||ACK|1|P|2.6\rMSA|AR|1|Zqanary is unknown\rERR||PID^1^5|204|E||||Zqanary\r"));

        var failure = deliver("1").match(ok -> List.of(ok), f -> List.of(f.place(), f.found(), f.expected()));

        assertThat(String.join(" ", failure)).doesNotContain("Zqanary");
    }
}
