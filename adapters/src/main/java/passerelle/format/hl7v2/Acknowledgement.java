package passerelle.format.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;

/**
 * Answers messages (HL7 2.9 §2.9): ACK with MSA, and ERR where something is wrong. In original mode AA, AE or AR; where
 * MSH-15 asks for an accept acknowledgement CA, CE or CR. AE (CE) is what the sender can mend in the message, or may send
 * again later; AR (CR) is a message that is not taken as such. The answer has the delimiters, the version and the
 * character set of the request where these are sound. Pure: the same request, outcome and time give the same bytes.
 */
public final class Acknowledgement {
    /** HL7 before 2.7 has 20 characters for a control id. */
    private static final int LONGEST_ID = 20;

    private static final int LONGEST_WORDS = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSZ").withZone(ZoneOffset.UTC);

    private Acknowledgement() {}

    /**
     * The answer to a message that the gateway has for good; empty when its sender asks for none.
     *
     * @param reference the gateway's id of the message, from which MSH-10 is made
     */
    public static Optional<byte[]> accepted(byte[] request, String reference, Instant now) {
        var header = RequestHeader.of(request);
        return AcknowledgementCode.of(header, AcknowledgementCode.Outcome.ACCEPTED)
                .map(code -> new Answer(header, now).start(code, id(reference), "").bytes());
    }

    /**
     * The answer to a message that is refused, whatever its bytes are; empty when its sender asks for none.
     *
     * @param reference the gateway's id of the message, when it came so far
     */
    public static Optional<byte[]> refused(byte[] request, Failure failure, Optional<String> reference, Instant now) {
        var header = RequestHeader.of(request);
        return AcknowledgementCode.of(header, AcknowledgementCode.outcome(failure))
                .map(code -> new Answer(header, now)
                        .start(code, reference.map(Acknowledgement::id).orElseGet(() -> digest(request)), words(failure))
                        .error(failure, ErrorLocation.of(failure.place(), request))
                        .bytes());
    }

    /** What an answer says of the message whose MSH-10 is {@code controlId}. */
    public static Verdict verdict(byte[] answer, String controlId) {
        return Verdict.of(answer, controlId);
    }

    /** As in MSH-7 of an answer. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String id(String reference) {
        var plain = reference.replaceAll("[^0-9A-Za-z]", "");
        return plain.isEmpty()
                ? digest(reference.getBytes(StandardCharsets.UTF_8))
                : plain.substring(0, Math.min(LONGEST_ID, plain.length()));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, LONGEST_ID);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String words(Failure failure) {
        var where = failure.place().isEmpty() ? "" : " at " + failure.place();
        return failure.code().code() + where + ": " + failure.inWords();
    }

    /** One answer while it is written. */
    private static final class Answer {
        private final RequestHeader header;
        private final Delimiters delimiters;
        private final Instant now;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

        Answer(RequestHeader header, Instant now) {
            this.header = header;
            this.delimiters = header.delimiters();
            this.now = now;
        }

        /** @param text of MSA-3, for versions that have no ERR-7 and ERR-8 */
        Answer start(String code, String id, String text) {
            var trigger = header.component(9, 2);
            var type = trigger.isEmpty() ? List.of("ACK") : List.of("ACK", trigger, "ACK");
            segment(
                    "MSH",
                    delimiters.encoding(),
                    header.field(5),
                    header.field(6),
                    header.field(3),
                    header.field(4),
                    time(now),
                    "",
                    joined(type),
                    id,
                    header.field(11).isEmpty() ? "P" : header.field(11),
                    header.field(12).isEmpty() ? Model.VERSION : header.field(12),
                    "",
                    "",
                    "",
                    "",
                    "",
                    header.characterSet());
            segment("MSA", code, header.field(10), header.knowsErrorFields() ? "" : said(text));
            return this;
        }

        Answer error(Failure failure, Optional<ErrorLocation> location) {
            var place = location.map(ErrorLocation::components).orElse(List.of());
            var code = AcknowledgementCode.table0357(failure.code());
            if (header.knowsErrorFields()) {
                segment(
                        "ERR",
                        "",
                        joined(place),
                        joined(List.of(code.code(), code.text(), "HL70357")),
                        "E",
                        joined(List.of(failure.code().code(), said(failure.code().sentence()), "PASSERELLE")),
                        "",
                        said((failure.place().isEmpty() ? "" : failure.place() + ": ")
                                + (failure.found().isEmpty() ? failure.code().sentence() : "found '" + failure.found() + "'")),
                        said(failure.expected().isEmpty() ? "" : "expected " + failure.expected()));
            } else {
                var old = new ArrayList<>(place.subList(0, Math.min(3, place.size())));
                while (old.size() < 3) {
                    old.add("");
                }
                old.add(code.code() + delimiters.subcomponent() + code.text() + delimiters.subcomponent() + "HL70357");
                segment("ERR", joined(old));
            }
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private String joined(List<String> components) {
            var text = String.join(String.valueOf(delimiters.component()), components);
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == delimiters.component()) {
                end--;
            }
            return text.substring(0, end);
        }

        private void segment(String... fields) {
            int last = fields.length;
            while (fields[last - 1].isEmpty()) {
                last--;
            }
            var text = String.join(String.valueOf(delimiters.field()), List.of(fields).subList(0, last));
            out.writeBytes((text + "\r").getBytes(header.charset()));
        }

        /** Words of ours, and values that they quote, in characters that the answer can have. */
        private String said(String words) {
            var plain = new StringBuilder();
            var encoder = header.words().newEncoder();
            words.codePoints().limit(LONGEST_WORDS).forEach(c -> {
                var character = Character.toString(c);
                if (Escapes.control(character) >= 0 || !encoder.canEncode(character)) {
                    plain.append(String.format("U+%04X", c));
                } else {
                    plain.append(character);
                }
            });
            var escaped = new StringBuilder();
            Escapes.encode(plain, delimiters, escaped);
            return escaped.toString();
        }
    }
}
