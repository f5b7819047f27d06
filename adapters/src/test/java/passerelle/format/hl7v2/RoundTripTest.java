package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.model.Failure;

class RoundTripTest {
    static List<String> messages() {
        return InventedMessages.ALL;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageInGoodFormComesBackByteForByte(String message) {
        var syntax = new Hl7Syntax();

        String back = syntax.read(message.getBytes(StandardCharsets.UTF_8))
                .then(syntax::write)
                .match(bytes -> new String(bytes, StandardCharsets.UTF_8), Failure::forSender);

        assertThat(back).isEqualTo(message);
    }
}
