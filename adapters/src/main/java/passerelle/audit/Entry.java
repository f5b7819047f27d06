package passerelle.audit;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import passerelle.model.AuditEvent;

/**
 * One event as the log keeps it, big-endian: version 1, 32 random bytes, event id, type (ordinal, one byte), seconds (8) and
 * nanoseconds (4) since 1970, then each fact as ordinal (1), length (2) and UTF-8. The random bytes make the leaf hash hide
 * the entry, so that hashes can be given to anybody.
 */
record Entry(UUID id, byte[] bytes) {
    /** Longest fact in bytes: every fact at once then fits the 64 KiB that tlog-tiles allows an entry. */
    static final int LONGEST_FACT = 2_048;

    private static final byte VERSION = 1;
    private static final int BLIND = 32;
    private static final int HEAD = 1 + BLIND + 16 + 1 + 8 + 4;
    private static final byte[] CUT = "…".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AuditEvent.Type[] TYPES = AuditEvent.Type.values();
    private static final AuditEvent.Fact[] FACTS = AuditEvent.Fact.values();

    /** Writes events down. A fact that is too long is cut and ends in "…", so that nobody can send what the log must refuse. */
    static List<Entry> of(List<AuditEvent> events) {
        var blind = new byte[BLIND * events.size()];
        RANDOM.nextBytes(blind);
        var entries = new ArrayList<Entry>(events.size());
        for (var event : events) {
            entries.add(of(event, blind, BLIND * entries.size()));
        }
        return entries;
    }

    private static Entry of(AuditEvent event, byte[] blind, int at) {
        var facts = new EnumMap<AuditEvent.Fact, byte[]>(AuditEvent.Fact.class);
        event.facts().forEach((fact, value) -> facts.put(fact, text(value)));
        var length = facts.values().stream().mapToInt(value -> 3 + value.length).sum();
        var out = ByteBuffer.allocate(HEAD + length).put(VERSION).put(blind, at, BLIND);
        out.putLong(event.id().getMostSignificantBits()).putLong(event.id().getLeastSignificantBits());
        out.put((byte) event.type().ordinal());
        out.putLong(event.time().getEpochSecond()).putInt(event.time().getNano());
        facts.forEach((fact, value) ->
                out.put((byte) fact.ordinal()).putShort((short) value.length).put(value));
        return new Entry(event.id(), out.array());
    }

    private static byte[] text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_FACT) {
            return bytes;
        }
        int end = LONGEST_FACT - CUT.length;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return ByteBuffer.allocate(end + CUT.length).put(bytes, 0, end).put(CUT).array();
    }

    /** The id alone; throws {@link IOException} for bytes that are no entry. */
    static UUID id(byte[] entry) throws IOException {
        if (entry.length < HEAD || entry[0] != VERSION) {
            throw new IOException("An audit entry has version %s; this program knows %d"
                    .formatted(entry.length == 0 ? "none" : entry[0], VERSION));
        }
        var in = ByteBuffer.wrap(entry, 1 + BLIND, 16);
        return new UUID(in.getLong(), in.getLong());
    }

    /** Reads an entry back; throws {@link IOException} for bytes that are none, or of a later version. */
    static AuditEvent event(byte[] entry) throws IOException {
        var id = id(entry);
        try {
            var in = ByteBuffer.wrap(entry).position(1 + BLIND + 16);
            var type = TYPES[in.get()];
            var time = Instant.ofEpochSecond(in.getLong(), in.getInt());
            var facts = new EnumMap<AuditEvent.Fact, String>(AuditEvent.Fact.class);
            while (in.hasRemaining()) {
                var fact = FACTS[in.get()];
                var value = new byte[Short.toUnsignedInt(in.getShort())];
                in.get(value);
                facts.put(fact, new String(value, StandardCharsets.UTF_8));
            }
            return new AuditEvent(id, type, time, facts);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | DateTimeException e) {
            throw new IOException("Audit entry of event %s cannot be read by this version".formatted(id), e);
        }
    }
}
