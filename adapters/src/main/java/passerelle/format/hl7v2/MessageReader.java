package passerelle.format.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.FailureCode;

/** Reads one message in ER7 (HL7 2.9 §2.5 to §2.7), of any version from 2.1 to 2.9, by the structures of 2.6. Thread-safe. */
final class MessageReader {
    /** Largest message, in bytes: what a receiver of health messages commonly takes, and what is parsed in one go. */
    static final int MOST_BYTES = 1 << 20;

    private static final int TYPE = 8;
    private static final int CHARACTER_SET = 17;

    private final Model model = new Model();

    /** The structure that the MSH of a message names; "" when it names none. */
    String structure(byte[] raw) {
        var header = RequestHeader.of(raw);
        return model.structure(header.component(9, 1), header.component(9, 2), header.component(9, 3))
                .orElse("");
    }

    /** What HL7 2.6 calls a field; "" when it has none of this number. */
    String title(String segment, int field) {
        return model.segment(segment).title(field);
    }

    /** @param firstLine of the message in its file, from 1; places count from it */
    XdmNode read(byte[] raw, long firstLine) throws Refused {
        if (raw.length > MOST_BYTES) {
            throw new Refused(
                    FailureCode.READ_LIMIT, "", raw.length + " bytes", "a message of at most " + MOST_BYTES + " bytes");
        }
        var head = Head.of(raw, firstLine);
        var text = text(raw, head, firstLine);
        var delimiters = Delimiters.of(head.header(), head.line());
        var segments = RawSegment.split(text, delimiters, firstLine);
        requireOneHeader(segments);
        var header = MessageNodes.split(segments.get(0).text(), delimiters.field());
        requireSame(head, header, delimiters);
        return new MessageNodes(model, delimiters)
                .build(model.message(structure(header, delimiters, segments)), segments);
    }

    private String structure(List<String> header, Delimiters delimiters, List<RawSegment> segments) throws Refused {
        var type = part(header, TYPE);
        var parts = MessageNodes.split(type, delimiters.component());
        return Optional.of(parts)
                .filter(one -> type.indexOf(delimiters.repetition()) < 0)
                .flatMap(one -> model.structure(part(one, 0), part(one, 1), part(one, 2)))
                .orElseThrow(() -> new Refused(
                        FailureCode.READ_UNEXPECTED,
                        segments.get(0).place(9, 1, ""),
                        type,
                        "a message of HL7 2.6, as in ADT^A01^ADT_A01"));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    /** The text of all bytes from the first line on, by the character set that MSH-18 names. */
    private static String text(byte[] raw, Head head, long firstLine) throws Refused {
        var name = field(head.header(), CHARACTER_SET);
        var charset = charset(name, head);
        return CharacterSet.decode(raw, head.afterMark(), charset)
                .orElseThrow(() -> undecodable(raw, head, charset, name, firstLine));
    }

    private static Charset charset(String name, Head head) throws Refused {
        if (name.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        var found = CharacterSet.named(name);
        if (found.isEmpty() || head.afterMark() > 0 && !found.get().equals(StandardCharsets.UTF_8)) {
            throw new Refused(
                    FailureCode.READ_CHARSET,
                    "MSH-18, line " + head.line(),
                    name,
                    head.afterMark() > 0
                            ? CharacterSet.UTF_8 + ", since the message begins with its mark"
                            : CharacterSet.known() + ", not repeated");
        }
        return found.get();
    }

    private static Refused undecodable(byte[] raw, Head head, Charset charset, String name, long firstLine) {
        int at = CharacterSet.readable(raw, head.afterMark(), charset);
        var before = new String(raw, 0, at, StandardCharsets.ISO_8859_1);
        long line = firstLine
                + before.replace("\r\n", "\n")
                        .chars()
                        .filter(c -> c == '\r' || c == '\n')
                        .count();
        int start = Math.max(before.lastIndexOf('\r'), before.lastIndexOf('\n')) + 1;
        var segment = before.substring(start);
        var field = segment.chars().filter(c -> c == head.header().charAt(3)).count();
        var isHeader = segment.startsWith("MSH");
        var place = RawSegment.isId(segment)
                ? segment.substring(0, 3) + "-" + (isHeader ? field + 1 : field) + ", line " + line
                : "line " + line;
        return new Refused(
                FailureCode.READ_CHARSET,
                place,
                String.format("the byte 0x%02X", raw[at]),
                name.isEmpty() ? "UTF-8, or the name of another character set in MSH-18" : "bytes of " + name);
    }

    private static void requireOneHeader(List<RawSegment> segments) throws Refused {
        for (var segment : segments) {
            boolean isFrame = List.of("FHS", "BHS", "BTS", "FTS").contains(segment.id());
            if (isFrame || segment.id().equals("MSH") && segment.occurrence() > 1) {
                throw new Refused(
                        FailureCode.READ_SYNTAX,
                        "line " + segment.line(),
                        segment.id(),
                        "one message, which begins with its only MSH");
            }
        }
    }

    /** A character of several bytes may hold the byte of a delimiter: then MSH-18 was not what it seemed. */
    private static void requireSame(Head head, List<String> header, Delimiters delimiters) throws Refused {
        var read = part(header, CHARACTER_SET);
        if (!read.equals(field(head.header(), CHARACTER_SET))) {
            throw new Refused(
                    FailureCode.READ_CHARSET,
                    "MSH-18, line " + head.line(),
                    read,
                    "the name of a character set that leaves " + delimiters.field() + " where it is");
        }
    }

    private static String field(String header, int index) {
        return part(MessageNodes.split(header, header.charAt(3)), index);
    }

    /**
     * The first line, by its bytes: before the character set is known.
     *
     * @param header MSH, a character a byte @param line from 1 @param afterMark of the first byte after a UTF-8 mark
     */
    record Head(String header, long line, int afterMark) {
        private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

        static Head of(byte[] raw, long firstLine) throws Refused {
            int start = startsWith(raw, MARK) ? MARK.length : 0;
            long line = firstLine;
            int at = start;
            while (at < raw.length && (raw[at] == '\r' || raw[at] == '\n')) {
                if (!(raw[at] == '\n' && at > start && raw[at - 1] == '\r')) {
                    line++;
                }
                at++;
            }
            int end = at;
            while (end < raw.length && raw[end] != '\r' && raw[end] != '\n') {
                end++;
            }
            var header = new String(raw, at, end - at, StandardCharsets.ISO_8859_1);
            if (!header.startsWith("MSH") || header.length() < 5) {
                throw begins(raw, start, header, line);
            }
            return new Head(header, line, start);
        }

        private static Refused begins(byte[] raw, int start, String header, long line) {
            boolean isWide =
                    raw.length > start + 1 && (raw[start] == 0 || raw[start + 1] == 0 || (raw[start] & 0xFE) == 0xFE);
            if (isWide) {
                return new Refused(
                        FailureCode.READ_CHARSET,
                        "line " + line,
                        "",
                        "a character set of ASCII and more: " + CharacterSet.known());
            }
            var found = Optional.of(header).filter(RawSegment::isId).map(id -> id.substring(0, 3));
            return new Refused(FailureCode.READ_SYNTAX, "line " + line, found.orElse(""), "MSH at the beginning");
        }

        private static boolean startsWith(byte[] raw, byte[] beginning) {
            return raw.length >= beginning.length
                    && raw[0] == beginning[0]
                    && raw[1] == beginning[1]
                    && raw[2] == beginning[2];
        }
    }
}
