package passerelle.format.edifact;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;
import passerelle.format.Totals;
import passerelle.format.edifact.FrontFilter.Kind;
import passerelle.model.FileRules.WrongTotals;

/** A file of interchanges while it is read, message by message. For one thread. */
final class InterchangeReading implements FileReading {
    /** Kept of what is no message. */
    private static final int MOST_SHOWN = 1 << 10;

    private final EdifactSchema schema;
    private final WrongTotals rule;
    private final FrontFilter filter;
    private final FileTally tally;
    private final Trailers trailers;
    private final Witness witness;
    private @Nullable Interchange interchange;
    private @Nullable OpenMessage message;
    /** Read, but not yet taken: it showed that the message before it has no end. */
    private @Nullable Piece ahead;

    /** A segment between two messages was told of; more of them are not. */
    private boolean isAstray;

    private boolean isAtEnd;

    InterchangeReading(EdifactSchema schema, WrongTotals rule, InputStream in, Witness witness) {
        this.schema = schema;
        this.rule = rule;
        this.filter = new FrontFilter(new Bytes(in, 0, 1), Optional.empty());
        this.tally = new FileTally();
        this.witness = witness;
        this.trailers = new Trailers(this::fault);
    }

    InterchangeReading(EdifactSchema schema, WrongTotals rule, InputStream in, Checkpoint from) {
        this.schema = schema;
        this.rule = rule;
        this.witness = Witness.NONE;
        this.trailers = new Trailers(this::fault);
        try (var state = new DataInputStream(new ByteArrayInputStream(from.state()))) {
            this.filter = new FrontFilter(new Bytes(in, from.offset(), from.line() + 1), SavedState.characters(state));
            this.isAstray = state.readBoolean();
            this.tally = FileTally.restore(state);
            if (state.readBoolean()) {
                interchange = SavedState.interchange(state);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The checkpoint is of another format", e);
        }
    }

    @Override
    public boolean read(int most, Sink sink) throws IOException {
        long goal = tally.read() + most;
        while (!isAtEnd && (tally.read() < goal || message != null)) {
            var piece = ahead == null ? filter.next().orElse(null) : ahead;
            ahead = null;
            if (piece == null) {
                end(sink);
            } else {
                take(piece, sink);
            }
        }
        return !isAtEnd;
    }

    private void end(Sink sink) {
        if (message != null) {
            finish(message, null, null, sink);
        }
        if (interchange != null) {
            trailers.missing(interchange, filter.line());
            interchange = null;
        }
        if (tally.interchanges() == 0 && tally.read() == 0) {
            bad(FileFaults.noInterchange(), new byte[0], 1, 0, sink);
        }
        isAtEnd = true;
    }

    private void take(Piece piece, Sink sink) {
        if (piece.kind() == Kind.UNREADABLE || piece.kind() == Kind.STRAY) {
            notTaken(piece, sink);
            return;
        }
        boolean isFraming =
                switch (piece.tag()) {
                    case "UNB", "UNG", "UNH", "UNE", "UNZ" -> true;
                    default -> false;
                };
        if (message != null && isFraming) {
            ahead = piece;
            finish(message, null, piece, sink);
            return;
        }
        if (message != null) {
            inMessage(message, piece, sink);
            return;
        }
        switch (piece.tag()) {
            case "UNB" -> open(piece);
            case "UNG" -> group(piece);
            case "UNH" -> header(piece);
            case "UNE" -> trailers.group(held(), parse(piece));
            case "UNZ" -> {
                trailers.interchange(held(), parse(piece));
                interchange = null;
            }
            default -> astray(piece);
        }
    }

    private void inMessage(OpenMessage open, Piece piece, Sink sink) {
        if (piece.kind() == Kind.CUT) {
            if (!piece.isBlank()) {
                open.add(held(), piece);
            }
        } else if (piece.tag().equals("UNT")) {
            var unt = parse(piece);
            open.end(piece);
            finish(open, unt, null, sink);
        } else {
            open.add(held(), piece);
        }
    }

    /** Inside of an interchange the filter gives nothing before UNB. */
    private Interchange held() {
        if (interchange == null) {
            throw new IllegalStateException("A segment stands in no interchange");
        }
        return interchange;
    }

    private Segment parse(Piece piece) {
        return held().parse(piece);
    }

    private void open(Piece piece) {
        if (interchange != null) {
            trailers.missing(interchange, piece.line());
        }
        tally.interchange();
        isAstray = false;
        interchange = Interchange.open(piece);
        witness.interchange(interchange);
    }

    private void group(Piece piece) {
        trailers.groupMissing(held(), piece.line());
        isAstray = false;
        var ung = parse(piece);
        held().openGroup(ung);
        witness.group(ung);
    }

    private void header(Piece piece) {
        isAstray = false;
        held().countMessage();
        message = new OpenMessage(parse(piece), tally.message());
    }

    /** What is cut off behind the last message is what mail adds; that UNZ is missing is told anyway. */
    private void astray(Piece piece) {
        if (!isAstray && piece.kind() != Kind.CUT) {
            isAstray = true;
            fault(FileFaults.astray(piece));
        }
    }

    private void notTaken(Piece piece, Sink sink) {
        if (message != null) {
            ahead = piece;
            finish(message, null, piece, sink);
            return;
        }
        if (interchange != null) {
            trailers.missing(interchange, piece.line());
            interchange = null;
        }
        bad(FileFaults.notTaken(piece), piece.raw(), piece.line(), piece.offset(), sink);
    }

    private void bad(EdifactFault fault, byte[] raw, long line, long offset, Sink sink) {
        tally.bad(false);
        witness.fault(fault);
        sink.bad(new BadRecord("", line, offset, Arrays.copyOf(raw, Math.min(raw.length, MOST_SHOWN)), List.of(fault)));
    }

    private void finish(OpenMessage open, @Nullable Segment unt, @Nullable Piece instead, Sink sink) {
        message = null;
        var outcome = MessageCheck.check(schema, held(), open, unt, instead);
        var faults = outcome.faults();
        if (rule == WrongTotals.REFUSE) {
            faults = new ArrayList<>(faults);
            faults.addAll(outcome.totals());
        } else {
            outcome.totals().forEach(this::fault);
        }
        var piece = open.header().piece();
        witness.message(open.header(), faults);
        if (faults.isEmpty()) {
            var document = new MessageDocument(schema, held().envelope(), open.header(), outcome.placed());
            sink.good(new EdifactRecord(tally.good(), open, document));
        } else {
            tally.bad(!outcome.type().isEmpty());
            sink.bad(new BadRecord(outcome.type(), piece.line(), piece.offset(), open.raw(), faults));
        }
    }

    private void fault(EdifactFault fault) {
        tally.fault(fault);
        witness.fault(fault);
    }

    @Override
    public Checkpoint checkpoint() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            SavedState.write(out, ahead == null ? filter.characters() : aheadCharacters(ahead));
            out.writeBoolean(isAstray);
            tally.save(out);
            out.writeBoolean(interchange != null);
            if (interchange != null) {
                SavedState.write(out, interchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long offset = ahead == null ? filter.offset() : ahead.from();
        long line = ahead == null ? filter.line() : ahead.fromLine();
        return new Checkpoint(offset, line - 1, tally.read(), tally.badOnes(), bytes.toByteArray());
    }

    /** What held before the segment that is read again. */
    private Optional<ServiceCharacters> aheadCharacters(Piece piece) {
        return interchange == null
                ? Optional.empty()
                : Optional.of(
                        piece.tag().equals("UNB") || piece.kind() != Kind.SEGMENT
                                ? interchange.header().piece().characters()
                                : piece.characters());
    }

    @Override
    public Totals end() {
        if (!isAtEnd) {
            throw new IllegalStateException("The file is not read to its end");
        }
        return tally.totals(schema.message());
    }
}
