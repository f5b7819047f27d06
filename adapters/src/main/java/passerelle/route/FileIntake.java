package passerelle.route;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.ProducerTemplate;
import passerelle.format.flat.BadRecord;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.FlatRecord;
import passerelle.format.flat.Layout;
import passerelle.format.flat.Totals;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.OutgoingFile;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.Answer;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Formats;
import passerelle.translate.Received;

/**
 * Beside step 1, the bean {@code fileIntake}: takes a file a partner put down, record by record, and reports back. The
 * file is first read to its end without sending anything: a wrong trailer refuses it whole. A record goes by the id that
 * its format names, so that a mended file repeats what was good before; where a record has none, by the file's digest and
 * its line, so that a file read again after a crash repeats nothing.
 */
public final class FileIntake {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_STEM = 90;
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final ProducerTemplate road;
    private final Function<FormatId, Layout> layouts;
    private final Formats formats;
    private final BiFunction<PartnerId, OutgoingFile, Result<String>> reports;
    private final Refusals refusals;
    private final Clock clock;

    /** @param reports puts a report where the partner finds it */
    public FileIntake(
            ProducerTemplate road,
            Function<FormatId, Layout> layouts,
            Formats formats,
            BiFunction<PartnerId, OutgoingFile, Result<String>> reports,
            Refusals refusals,
            Clock clock) {
        this.road = road;
        this.layouts = layouts;
        this.formats = formats;
        this.reports = reports;
        this.refusals = refusals;
        this.clock = clock;
    }

    private record Checked(String digest, Totals totals) {}

    public void take(ArrivedFile file) throws IOException {
        var layout = layouts.apply(file.format());
        var report = new FileReport(file.name());
        var checked = check(file, layout);
        if (checked.totals().hold()) {
            try (var in = open(file)) {
                new FlatReader(layout).read(in, new OnTheRoad(file, layout, checked.digest(), report));
            }
        } else {
            for (var fault : checked.totals().faults()) {
                report.whole(fault.toFailure());
                refuse(file, fault.toFailure());
            }
        }
        var put = reports.apply(file.sender(), OutgoingFile.of(reportName(file), report.csv()));
        put.match(ok -> ok, failure -> {
            if (failure.code().isTransient()) {
                throw new IllegalStateException("cannot report on the file now: " + failure);
            }
            // The partner fetched the report of this very file already, before a crash of ours.
            return failure.code().code();
        });
    }

    /** The same for every reading of one arrival; another for a later file of the same name. */
    private static String reportName(ArrivedFile file) {
        var name = file.name();
        var arrived = IN_NAMES.format(file.arrived());
        return name.substring(0, Math.min(name.length(), LONGEST_STEM)) + "-" + arrived + ".report.csv";
    }

    /** Reads to the end without sending. */
    private static Checked check(ArrivedFile file, Layout layout) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(open(file), sha)) {
                var totals = new FlatReader(layout).read(in, new Unsent());
                in.transferTo(OutputStream.nullOutputStream());
                return new Checked(HexFormat.of().formatHex(sha.digest()), totals);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static InputStream open(ArrivedFile file) throws IOException {
        return new BufferedInputStream(Channels.newInputStream(file.content().open()), BUFFER);
    }

    private void refuse(ArrivedFile file, Failure failure) {
        var received = received(file, new byte[0], Optional.empty(), Optional.empty());
        refusals.refuse(new Refusal(received, Optional.empty(), failure));
    }

    private Received received(ArrivedFile file, byte[] raw, Optional<XdmNode> node, Optional<String> sourceId) {
        return new Received(
                file.sender(),
                file.format(),
                "inbox",
                file.purpose(),
                raw,
                node.map(Result::ok),
                sourceId,
                clock.instant());
    }

    /** The first reading: the totals are what matters. */
    private static final class Unsent implements FlatReader.Sink {
        @Override
        public void good(FlatRecord record) {
            // Counted by the reader; sent by the second reading.
        }

        @Override
        public void bad(BadRecord record) {
            // Counted by the reader; reported by the second reading.
        }
    }

    /** Sends every good record along the road and notes what came of it. */
    private final class OnTheRoad implements FlatReader.Sink {
        private final ArrivedFile file;
        private final Layout layout;
        private final String digest;
        private final FileReport report;

        OnTheRoad(ArrivedFile file, Layout layout, String digest, FileReport report) {
            this.file = file;
            this.layout = layout;
            this.digest = digest;
            this.report = report;
        }

        @Override
        public void good(FlatRecord record) {
            if (layout.record(record.type()).filter(layout::isFrame).isPresent()) {
                return;
            }
            var own = formats.find(file.format()).flatMap(format -> format.sourceId(record.node()));
            var sourceId = own.or(() -> Optional.of(digest + " " + record.line()));
            var received = received(file, record.raw(), Optional.of(record.node()), sourceId);
            var outcome = Objects.requireNonNull(road.requestBody("direct:receive", received, Answer.class))
                    .outcome();
            outcome.match(accepted -> accepted, refused -> {
                // The file stays in the inbox and is read again: what was accepted is then only repeated.
                if (refused.failure().code().isTransient()) {
                    throw new IllegalStateException("cannot take the file now: " + refused.failure());
                }
                return refused;
            });
            report.outcome(record.line(), outcome);
        }

        @Override
        public void bad(BadRecord record) {
            report.bad(record);
            record.faults().forEach(fault -> refuse(file, fault.toFailure()));
        }
    }
}
