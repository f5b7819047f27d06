package passerelle.format.hl7v2;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import passerelle.model.FailureCode;

/**
 * The headers and trailers of a file and its batches: whether each has its other half, and whether BTS-1 counts the
 * messages and FTS-1 the batches. For one file.
 */
final class BatchFrames {
    /** More faults say nothing more. */
    private static final int MOST_FAULTS = 100;

    private final List<MessageFault> faults = new ArrayList<>();
    private long fileHeader;
    private long fileTrailer;
    private long batchHeader;
    private long batches;
    private long messages;
    private long all;

    /** A message stands here. */
    void count() {
        messages++;
        all++;
    }

    /** Takes a header or trailer as it stands in the file. */
    void take(String id, String text, long line, long offset) {
        if (fileTrailer > 0) {
            fault(FailureCode.READ_SYNTAX, id, line, offset, "", "nothing after FTS, which is the end of a file");
        }
        switch (id) {
            case "FHS" -> {
                if (fileHeader > 0 || batches > 0 || all > 0) {
                    fault(FailureCode.READ_SYNTAX, id, line, offset, "", "FHS as the first segment of the file, once");
                }
                fileHeader = line;
            }
            case "BHS" -> {
                if (batchHeader > 0) {
                    fault(FailureCode.READ_SYNTAX, id, line, offset, "", "BTS before the next BHS");
                }
                batchHeader = line;
                batches++;
                messages = 0;
            }
            case "BTS" -> {
                if (batchHeader == 0) {
                    fault(FailureCode.READ_SYNTAX, id, line, offset, "", "BHS before BTS");
                }
                total("BTS-1", text, messages, "messages", line, offset);
                batchHeader = 0;
                messages = 0;
            }
            default -> {
                if (fileHeader == 0) {
                    fault(FailureCode.READ_SYNTAX, id, line, offset, "", "FHS before FTS");
                }
                // Without BHS and BTS all messages are one batch.
                total("FTS-1", text, batches == 0 && all > 0 ? 1 : batches, "batches", line, offset);
                fileTrailer = line;
            }
        }
    }

    private void total(String field, String text, long counted, String what, long line, long offset) {
        var said = text.length() > 4 ? MessageNodes.split(text, text.charAt(3)).get(1).strip() : "";
        if (!said.isEmpty() && !said.replaceFirst("^0+(?=.)", "").equals(Long.toString(counted))) {
            fault(
                    FailureCode.READ_TOTAL,
                    field,
                    line,
                    offset,
                    said.substring(0, Math.min(20, said.length())),
                    counted + ", the number of " + what);
        }
    }

    private void fault(FailureCode code, String where, long line, long offset, String found, String expected) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(MessageFault.frame(code, where, line, offset, found, expected));
        }
    }

    /** What is wrong with the file, which ends at {@code offset}. */
    List<MessageFault> end(long offset) {
        var found = new ArrayList<>(faults);
        if (batchHeader > 0) {
            found.add(missing("BTS", "the BHS of line " + batchHeader, offset));
        }
        if (fileHeader > 0 && fileTrailer == 0) {
            found.add(missing("FTS", "the FHS of line " + fileHeader, offset));
        }
        return found;
    }

    private static MessageFault missing(String id, String header, long offset) {
        return MessageFault.frame(FailureCode.READ_SYNTAX, id, 0, offset, "", "an end to " + header);
    }

    void save(DataOutputStream out) throws IOException {
        for (long number : new long[] {fileHeader, fileTrailer, batchHeader, batches, messages, all}) {
            out.writeLong(number);
        }
        out.writeInt(faults.size());
        for (var fault : faults) {
            out.writeUTF(fault.code().code());
            out.writeLong(fault.line());
            out.writeLong(fault.offset());
            out.writeUTF(fault.place());
            out.writeUTF(fault.found());
            out.writeUTF(fault.expected());
        }
    }

    static BatchFrames restore(DataInputStream in) throws IOException {
        var frames = new BatchFrames();
        frames.fileHeader = in.readLong();
        frames.fileTrailer = in.readLong();
        frames.batchHeader = in.readLong();
        frames.batches = in.readLong();
        frames.messages = in.readLong();
        frames.all = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            frames.faults.add(new MessageFault(
                    FailureCode.parse(in.readUTF()),
                    in.readLong(),
                    in.readLong(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF()));
        }
        return frames;
    }
}
