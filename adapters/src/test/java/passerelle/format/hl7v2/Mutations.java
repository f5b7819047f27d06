package passerelle.format.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Messages as a faulty line, a faulty program or an enemy would send them: the same ones for the same seed. */
final class Mutations {
    private static final List<String> CHARACTER_SETS = List.of(
            "8859/1", "8859/99", "UNICODE UTF-8~ISO IR87", "ASCII", "UNICODE UTF-16", "BIG-5", "GB 18030-2000", "KS X 1001", "x", "\\H\\");

    private static final List<String> TYPES = List.of(
            "ADT^A01", "ADT^A99^ADT_A01", "ORU^R01^ORU_R01", "ACK", "ZZZ^Z01^ZZZ_Z01", "^^", "ADT^A40^ADT_A39", "java.lang^x^y", "VXU^V04");

    private static final String MARKS = "|^~\\&\r\n\"#MSHPIDOBX09.\u0000\u000B\u001C\u007F";

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        var message = InventedMessages.ALL
                .get(random.nextInt(InventedMessages.ALL.size()))
                .getBytes(StandardCharsets.UTF_8);
        for (int times = 1 + random.nextInt(3); times > 0 && message.length > 0; times--) {
            message = mutated(message);
        }
        return message;
    }

    private byte[] mutated(byte[] message) {
        return switch (random.nextInt(11)) {
            case 0 -> flipped(message);
            case 1 -> Arrays.copyOf(message, random.nextInt(message.length));
            case 2 -> doubled(message);
            case 3 -> delimiters(message);
            case 4 -> shuffled(message);
            case 5 -> field(message, 17, CHARACTER_SETS.get(random.nextInt(CHARACTER_SETS.size())));
            case 6 -> field(message, 8, TYPES.get(random.nextInt(TYPES.size())));
            case 7 -> inserted(message, marks(1 + random.nextInt(6)));
            case 8 -> inserted(message, String.valueOf(MARKS.charAt(random.nextInt(8))).repeat(huge()));
            case 9 -> inserted(message, "\r" + segment() + "|1|2^3&4~5");
            default -> inserted(message, ("\r" + segment()).repeat(1 + random.nextInt(40)) + "\r");
        };
    }

    /** Now and then more than a message may have. */
    private int huge() {
        return random.nextInt(50) == 0 ? 1 + random.nextInt(6_000) : 1 + random.nextInt(60);
    }

    private byte[] flipped(byte[] message) {
        for (int times = 1 + random.nextInt(8); times > 0; times--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        return message;
    }

    private byte[] doubled(byte[] message) {
        int from = random.nextInt(message.length);
        int to = from + random.nextInt(message.length - from);
        var out = new ByteArrayOutputStream();
        out.write(message, 0, to);
        out.write(message, from, message.length - from);
        return out.toByteArray();
    }

    private byte[] delimiters(byte[] message) {
        byte from = (byte) MARKS.charAt(random.nextInt(5));
        byte to = (byte) "|^~\\&#$*!a\r".charAt(random.nextInt(11));
        for (int i = random.nextBoolean() ? 0 : random.nextInt(message.length); i < message.length; i++) {
            message[i] = message[i] == from ? to : message[i];
        }
        return message;
    }

    private byte[] shuffled(byte[] message) {
        var segments = new ArrayList<>(Arrays.asList(text(message).split("\r", -1)));
        var rest = segments.subList(Math.min(segments.size(), random.nextInt(10) == 0 ? 0 : 1), segments.size());
        Collections.shuffle(rest, random);
        return bytes(String.join("\r", segments));
    }

    private byte[] field(byte[] message, int index, String value) {
        var segments = text(message).split("\r", 2);
        var fields = new ArrayList<>(Arrays.asList(segments[0].split("\\|", -1)));
        while (fields.size() <= index) {
            fields.add("");
        }
        fields.set(index, value);
        return bytes(String.join("|", fields) + (segments.length > 1 ? "\r" + segments[1] : ""));
    }

    private byte[] inserted(byte[] message, String text) {
        int at = random.nextInt(message.length + 1);
        var out = new ByteArrayOutputStream();
        out.write(message, 0, at);
        out.writeBytes(bytes(text));
        out.write(message, at, message.length - at);
        return out.toByteArray();
    }

    private String marks(int count) {
        var marks = new StringBuilder();
        for (int i = 0; i < count; i++) {
            marks.append(MARKS.charAt(random.nextInt(MARKS.length())));
        }
        return marks.toString();
    }

    private String segment() {
        return List.of("PID", "OBX", "OBR", "NK1", "PV1", "ZZZ", "IN1", "ORC", "MRG", "NTE", "RXA", "MSH", "FHS")
                .get(random.nextInt(13));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
