package passerelle.route;

import java.util.Map;
import java.util.Optional;
import passerelle.translate.Format;
import passerelle.translate.Received;

/** Step 2, the bean {@code translation}: the sender's format to the common model. */
public final class Translation {

    /** {@link Translated}, or the {@link Refusal} that names what the stylesheet or a schema did not accept. */
    public Object in(Read read) {
        var result = read.format().toCommon(read.document(), gateway(read));
        read.stages().end("translate");
        return result.match(
                common -> new Translated(
                        read,
                        common,
                        read.format().facts(common, read.received().sender())),
                failure -> new Refusal(read.received(), Optional.of(read.id()), failure));
    }

    private static Map<String, String> gateway(Read read) {
        Received received = read.received();
        Format format = read.format();
        return Map.of(
                "id", read.id().toString(),
                "sender", received.sender().value(),
                "purpose", received.purpose(),
                "received", received.at().toString(),
                "format", format.id().value(),
                "stylesheet", format.digest());
    }
}
