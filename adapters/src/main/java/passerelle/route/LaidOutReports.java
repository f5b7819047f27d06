package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.Layout;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.OutgoingFile;
import passerelle.model.Result;
import passerelle.translate.Acknowledgements;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Format;
import passerelle.translate.Format.Leaving;
import passerelle.translate.RefusedRecord;
import passerelle.vault.SealedFrames.End;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Reports by a format's own {@code report.xml}: each refused record is an acknowledgement that the format's stylesheet translates
 * and its {@code report.xml} lays out. They grow beside the rows of the CSV. As soon as the format cannot say one of them,
 * there is none, and the partner gets the CSV, which has all.
 */
final class LaidOutReports implements OwnReports {
    private static final Logger LOG = LoggerFactory.getLogger(LaidOutReports.class);
    private static final int FILE_ID = 12;

    private final FileFolder folder;
    private final Vault vault;
    private final Function<FormatId, Optional<Format>> formats;
    private final Function<FormatId, Optional<Layout>> layouts;

    /** @param layouts of reports, by the format of the file; empty where the format has none */
    LaidOutReports(
            Path folder,
            Vault vault,
            Function<FormatId, Optional<Format>> formats,
            Function<FormatId, Optional<Layout>> layouts) {
        this.folder = new FileFolder(folder, vault);
        this.vault = vault;
        this.formats = formats;
        this.layouts = layouts;
    }

    /** How far a report is. @param records up to where each stage counts @param size of them all, in bytes */
    private record State(List<End> records, long size, byte[] tally) {
        byte[] encode() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeInt(records.size());
                for (var end : records) {
                    PutTogether.write(out, end);
                }
                out.writeLong(size);
                out.write(tally);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        static State decode(byte[] bytes) {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                var records = new ArrayList<End>();
                for (int left = in.readInt(); left > 0; left--) {
                    records.add(PutTogether.end(in));
                }
                return new State(records, in.readLong(), in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Optional<byte[]> begin(ArrivedFile file) {
        return layouts.apply(file.format()).map(layout -> {
            var body = new FileBody.Flat(layout, Optional.empty());
            var nothing = new ArrayList<End>();
            for (int stage = 0; stage < body.stages(); stage++) {
                nothing.add(End.NONE);
            }
            return seal(file, new State(nothing, 0, body.tally()));
        });
    }

    @Override
    public Optional<byte[]> add(ArrivedFile file, Optional<byte[]> sealed, List<RefusedRecord> refused)
            throws IOException {
        var layout = layouts.apply(file.format());
        if (sealed.isEmpty() || layout.isEmpty() || refused.isEmpty()) {
            return layout.flatMap(found -> sealed);
        }
        var state = open(file, sealed.get());
        if (state.isEmpty()) {
            return Optional.empty();
        }
        var body = new FileBody.Flat(layout.get(), Optional.of(state.get().tally()));
        for (var said : say(file, body, refused)) {
            var failure = said.match(record -> added(body, record), Optional::of);
            if (failure.isPresent()) {
                return unsaid(file, failure.get());
            }
        }
        return Optional.of(seal(file, write(file, state.get(), body)));
    }

    private List<Result<Encoded>> say(ArrivedFile file, FileBody<Encoded> body, List<RefusedRecord> refused) {
        var gateway = Map.of(
                "sender",
                Acknowledgements.GATEWAY.value(),
                "recipient",
                file.sender().value());
        return format(file)
                .fromCommon(refused.stream()
                        .map(one ->
                                new Leaving<>(() -> Result.ok(Acknowledgements.of(one, file)), gateway, body::encode))
                        .toList());
    }

    private static Optional<Failure> added(FileBody<Encoded> body, Encoded record) {
        if (!body.takes(record)) {
            return Optional.of(new Failure(
                    FailureCode.MAP_UNWRITABLE,
                    "record " + record.type(),
                    "",
                    "the header that the other records of the report bring"));
        }
        body.add(record);
        return Optional.empty();
    }

    private State write(ArrivedFile file, State before, FileBody<Encoded> body) throws IOException {
        var ends = new ArrayList<End>();
        long size = before.size();
        for (int stage = 0; stage < body.stages(); stage++) {
            var bytes = body.take(stage);
            if (bytes.length == 0) {
                ends.add(before.records().get(stage));
                continue;
            }
            try (var frames =
                    folder.records(file.arrival(), stage, before.records().get(stage))) {
                frames.add(bytes);
                ends.add(frames.force());
            }
            size += bytes.length;
        }
        return new State(ends, size, body.tally());
    }

    @Override
    public Optional<OutgoingFile> file(ArrivedFile file, String stem, Optional<byte[]> sealed, WrongTotals rule) {
        var layout = layouts.apply(file.format());
        return sealed.flatMap(bytes -> open(file, bytes))
                .flatMap(state -> layout.flatMap(found -> file(file, stem + ".txt", state, found)));
    }

    private Optional<OutgoingFile> file(ArrivedFile file, String name, State state, Layout layout) {
        return new FileBody.Flat(layout, Optional.of(state.tally()))
                .between(facts(file))
                .match(
                        between -> {
                            long frame = between.stream()
                                    .mapToLong(piece -> piece.length)
                                    .sum();
                            return Optional.of(new OutgoingFile(
                                    name,
                                    state.size() + frame,
                                    () -> folder.stream(file.arrival(), between, state.records())));
                        },
                        failure -> unsaid(file, failure));
    }

    /** The same at each try, since the partner may have fetched the report when a crash comes. */
    private static Map<String, String> facts(ArrivedFile file) {
        var id = file.arrival().replace("-", "");
        return Map.of(
                "file-id", id.substring(0, Math.min(id.length(), FILE_ID)),
                "created", file.arrived().truncatedTo(ChronoUnit.SECONDS).toString(),
                "sender", "PASSERELLE",
                "recipient", file.sender().value());
    }

    @Override
    public boolean saysAll() {
        return true;
    }

    @Override
    public void forget(ArrivedFile file) throws IOException {
        var layout = layouts.apply(file.format());
        if (layout.isPresent()) {
            folder.remove(file.arrival(), new FileBody.Flat(layout.get(), Optional.empty()).stages());
        }
    }

    private static <T> Optional<T> unsaid(ArrivedFile file, Failure failure) {
        if (failure.code().isTransient()) {
            throw new IllegalStateException("cannot report on the file now: " + failure);
        }
        LOG.warn(
                "{} {} gets its report as CSV: {} cannot say it: {}",
                file.arrival(),
                file.sender(),
                file.format(),
                failure);
        return Optional.empty();
    }

    private byte[] seal(ArrivedFile file, State state) {
        return vault.seal(state.encode(), context(file));
    }

    /** Empty when the format is another one than when the report was begun: half of it would be in the old one. */
    private Optional<State> open(ArrivedFile file, byte[] sealed) {
        try {
            return Optional.of(State.decode(vault.open(sealed, context(file))));
        } catch (Unsealable e) {
            LOG.warn("{} {} gets its report as CSV: {} changed", file.arrival(), file.sender(), file.format());
            return Optional.empty();
        }
    }

    private String context(ArrivedFile file) {
        return "own report " + file.arrival() + " " + format(file).digest();
    }

    private Format format(ArrivedFile file) {
        return formats.apply(file.format())
                .orElseThrow(() -> new IllegalStateException("Format " + file.format() + " is not loaded"));
    }
}
