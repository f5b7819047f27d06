package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.OutgoingFile;
import passerelle.translate.ArrivedFile;
import passerelle.translate.RefusedRecord;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Answers to files in their syntax's own way: CONTRL of EDIFACT, a batch of acknowledgements of HL7. Until the file is
 * read to its end only the refusals are kept: the answer is made of them and of the file, read once more.
 */
final class SyntaxAnswers implements OwnReports {
    private static final Logger LOG = LoggerFactory.getLogger(SyntaxAnswers.class);
    /** More refusals than these are a matter for the CSV: they travel with the place in the file. */
    private static final int MOST = 1_000;

    private static final int ID = 12;

    private final Vault vault;
    private final Syntax syntax;
    private final String ending;

    /** @param ending of the answer's name, as in edi */
    SyntaxAnswers(Vault vault, Syntax syntax, String ending) {
        this.vault = vault;
        this.syntax = syntax;
        this.ending = ending;
    }

    @Override
    public Optional<byte[]> begin(ArrivedFile file) {
        return Optional.of(seal(file, Map.of()));
    }

    @Override
    public Optional<byte[]> add(ArrivedFile file, Optional<byte[]> sealed, List<RefusedRecord> refused) {
        if (sealed.isEmpty() || refused.isEmpty()) {
            return sealed;
        }
        return open(file, sealed.get()).flatMap(before -> {
            var all = new LinkedHashMap<>(before);
            refused.stream()
                    .filter(one -> !isOfTotals(one))
                    .forEach(one -> all.put(one.offset().orElse(Syntax.WHOLE_FILE), one.failures()));
            return all.size() > MOST ? Optional.empty() : Optional.of(seal(file, all));
        });
    }

    /** A total of the file that does not fit: the answer finds it again, and the partner's rule says whether it refuses. */
    private static boolean isOfTotals(RefusedRecord one) {
        return one.offset().isEmpty()
                && one.failures().stream().allMatch(failure -> failure.code() == FailureCode.READ_TOTAL);
    }

    @Override
    public Optional<OutgoingFile> file(ArrivedFile file, String stem, Optional<byte[]> sealed, WrongTotals rule)
            throws IOException {
        var refused = sealed.flatMap(bytes -> open(file, bytes));
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        var id = file.arrival().replace("-", "");
        try (var in = Channels.newInputStream(file.content().open())) {
            return syntax.answer(in, rule, refused.get(), id.substring(0, Math.min(ID, id.length())), file.arrived())
                    .map(bytes -> OutgoingFile.of(stem + "." + ending, bytes));
        }
    }

    /** CONTRL has codes only, and an acknowledgement the first fault of a message. */
    @Override
    public boolean saysAll() {
        return false;
    }

    @Override
    public void forget(ArrivedFile file) {
        // Nothing lies on disk.
    }

    private byte[] seal(ArrivedFile file, Map<Long, List<Failure>> refused) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(refused.size());
            for (var one : refused.entrySet()) {
                out.writeLong(one.getKey());
                out.writeInt(one.getValue().size());
                for (var failure : one.getValue()) {
                    out.writeUTF(failure.code().code());
                    out.writeUTF(failure.place());
                    out.writeUTF(failure.found());
                    out.writeUTF(failure.expected());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vault.seal(bytes.toByteArray(), context(file));
    }

    private Optional<Map<Long, List<Failure>>> open(ArrivedFile file, byte[] sealed) {
        try (var in = new DataInputStream(new ByteArrayInputStream(vault.open(sealed, context(file))))) {
            var refused = new LinkedHashMap<Long, List<Failure>>();
            for (int left = in.readInt(); left > 0; left--) {
                long offset = in.readLong();
                var failures = new ArrayList<Failure>();
                for (int more = in.readInt(); more > 0; more--) {
                    failures.add(
                            new Failure(FailureCode.parse(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF()));
                }
                refused.put(offset, failures);
            }
            return Optional.of(refused);
        } catch (Unsealable e) {
            LOG.warn("{} {} gets its report as CSV: the answer's seal is broken", file.arrival(), file.sender());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String context(ArrivedFile file) {
        return "answer " + file.arrival();
    }
}
