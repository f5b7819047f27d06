package passerelle.format.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.FailureCode;

/** The bytes of a message: segments that end with CR, in the character set of MSH-18. */
final class MessageBytes {
    /** Where MSH-18 stands among the fields that {@link MessageWriter.Line} has. */
    private static final int CHARACTER_SET = 15;

    private MessageBytes() {}

    static byte[] of(XdmNode document) throws Refused {
        var delimiters = delimiters(document);
        var lines = MessageWriter.lines(document, delimiters);
        if (lines.isEmpty()) {
            throw new Refused(FailureCode.MAP_UNWRITABLE, "MSH", "", "a message with MSH");
        }
        var named = named(lines.get(0));
        if (named.text().isEmpty() && !isAscii(lines)) {
            lines.set(0, declared(lines.get(0)));
            return encoded(lines, delimiters, StandardCharsets.UTF_8);
        }
        var charset = named.text().isEmpty()
                ? StandardCharsets.UTF_8
                : CharacterSet.named(named.text())
                        .orElseThrow(() -> new Refused(
                                FailureCode.MAP_UNWRITABLE, named.place(), named.text(), CharacterSet.known()));
        return encoded(lines, delimiters, charset);
    }

    private static Delimiters delimiters(XdmNode document) throws Refused {
        var root = document.getOutermostElement();
        var header = child(root, "MSH");
        var field = child(header, "MSH.1");
        var encoding = child(header, "MSH.2");
        if (field.isEmpty() && encoding.isEmpty()) {
            return Delimiters.USUAL;
        }
        var separator = field.isEmpty() ? "|" : field.get(0).getStringValue();
        var others = encoding.isEmpty()
                ? Delimiters.USUAL.encoding()
                : encoding.get(0).getStringValue();
        try {
            return Delimiters.of(separator.isEmpty() ? '|' : separator.charAt(0), others, "");
        } catch (Refused e) {
            throw new Refused(
                    FailureCode.MAP_UNWRITABLE,
                    "/" + root.getNodeName().getLocalName() + "/MSH/MSH.2",
                    others,
                    e.failure().expected());
        }
    }

    private static List<XdmNode> child(List<XdmNode> parents, String name) {
        return parents.isEmpty() ? List.of() : child(parents.get(0), name);
    }

    private static List<XdmNode> child(XdmNode parent, String name) {
        var found = new ArrayList<XdmNode>();
        parent.children(name).forEach(found::add);
        return found;
    }

    private static MessageWriter.Value named(MessageWriter.Line header) {
        return header.fields().size() > CHARACTER_SET ? header.fields().get(CHARACTER_SET) : MessageWriter.Value.NONE;
    }

    /** MSH with the character set that the message needs: without it, a receiver may expect ASCII. */
    private static MessageWriter.Line declared(MessageWriter.Line header) {
        var fields = new ArrayList<>(header.fields());
        while (fields.size() <= CHARACTER_SET) {
            fields.add(MessageWriter.Value.NONE);
        }
        fields.set(CHARACTER_SET, new MessageWriter.Value(CharacterSet.UTF_8, Optional.empty()));
        return new MessageWriter.Line(header.id(), fields);
    }

    private static boolean isAscii(List<MessageWriter.Line> lines) {
        return lines.stream()
                .flatMap(line -> line.fields().stream())
                .allMatch(field -> field.text().chars().allMatch(c -> c < 0x80));
    }

    private static byte[] encoded(List<MessageWriter.Line> lines, Delimiters delimiters, Charset charset)
            throws Refused {
        var out = new ByteArrayOutputStream(2_048);
        for (var line : lines) {
            var text = new StringBuilder(line.id());
            int size = line.fields().size();
            if (line.id().equals("MSH")) {
                text.append(delimiters.field()).append(delimiters.encoding());
            }
            while (size > 0 && line.fields().get(size - 1).text().isEmpty()) {
                size--;
            }
            for (int i = 0; i < size; i++) {
                text.append(delimiters.field()).append(line.fields().get(i).text());
            }
            out.writeBytes(encoded(text.append('\r'), line, charset));
        }
        return out.toByteArray();
    }

    private static byte[] encoded(CharSequence text, MessageWriter.Line line, Charset charset) throws Refused {
        try {
            var bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return bytes(bytes);
        } catch (CharacterCodingException e) {
            throw unwritable(line, charset);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Refused unwritable(MessageWriter.Line line, Charset charset) {
        var encoder = charset.newEncoder();
        for (var field : line.fields()) {
            var character = field.text()
                    .codePoints()
                    .filter(c -> !encoder.canEncode(Character.toString(c)))
                    .findFirst();
            if (character.isPresent()) {
                return new Refused(
                        FailureCode.MAP_UNWRITABLE,
                        field.place(),
                        String.format("U+%04X", character.getAsInt()),
                        "characters of " + charset.name());
            }
        }
        throw new IllegalStateException("A segment that cannot be written has only fields that can");
    }
}
