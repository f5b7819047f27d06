package passerelle.format.edifact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import passerelle.format.edifact.FrontFilter.Kind;
import passerelle.model.FailureCode;

/** What is kept between two readings of a file. */
final class SavedState {
    private SavedState() {}

    static void write(DataOutputStream out, Optional<ServiceCharacters> characters) throws IOException {
        out.writeBoolean(characters.isPresent());
        if (characters.isPresent()) {
            var said = characters.get();
            for (int each : new int[] {
                said.component(), said.element(), said.decimal(), said.release(), said.repetition(), said.terminator()
            }) {
                out.writeInt(each);
            }
        }
    }

    static Optional<ServiceCharacters> characters(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new ServiceCharacters(
                        in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()))
                : Optional.empty();
    }

    static void write(DataOutputStream out, Piece piece) throws IOException {
        write(out, Optional.of(piece.characters()));
        out.writeUTF(piece.kind().name());
        for (long each : new long[] {piece.from(), piece.fromLine(), piece.offset(), piece.line(), piece.lastLine()}) {
            out.writeLong(each);
        }
        out.writeInt(piece.start());
        out.writeInt(piece.raw().length);
        out.write(piece.raw());
    }

    static Piece piece(DataInputStream in) throws IOException {
        var characters = characters(in).orElseThrow(() -> new IOException("A saved segment has no service characters"));
        var kind = Kind.valueOf(in.readUTF());
        long from = in.readLong();
        long fromLine = in.readLong();
        long offset = in.readLong();
        long line = in.readLong();
        long lastLine = in.readLong();
        int start = in.readInt();
        var raw = in.readNBytes(in.readInt());
        return new Piece(kind, from, fromLine, raw, start, offset, line, lastLine, characters);
    }

    static void write(DataOutputStream out, Interchange open) throws IOException {
        write(out, open.header().piece());
        out.writeBoolean(open.group().isPresent());
        if (open.group().isPresent()) {
            write(out, open.group().get().piece());
        }
        out.writeLong(open.groups);
        out.writeLong(open.messages);
        out.writeLong(open.messagesInGroup);
    }

    static Interchange interchange(DataInputStream in) throws IOException {
        var restored = Interchange.open(piece(in));
        if (in.readBoolean()) {
            restored.openGroup(restored.parse(piece(in)));
        }
        restored.groups = in.readLong();
        restored.messages = in.readLong();
        restored.messagesInGroup = in.readLong();
        return restored;
    }

    static void write(DataOutputStream out, EdifactFault fault) throws IOException {
        out.writeUTF(fault.code().name());
        out.writeUTF(fault.error().name());
        out.writeLong(fault.line());
        out.writeLong(fault.offset());
        out.writeUTF(fault.message());
        out.writeInt(fault.segment());
        out.writeUTF(fault.tag());
        out.writeInt(fault.element());
        out.writeInt(fault.component());
        out.writeUTF(fault.found());
        out.writeUTF(fault.expected());
    }

    static EdifactFault fault(DataInputStream in) throws IOException {
        return new EdifactFault(
                FailureCode.valueOf(in.readUTF()),
                ErrorCode.valueOf(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readUTF(),
                in.readInt(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readUTF(),
                in.readUTF());
    }
}
