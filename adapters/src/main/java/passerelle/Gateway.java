package passerelle;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.file.FolderComponent;
import passerelle.adapter.http.BasicDoor;
import passerelle.adapter.http.HttpServer;
import passerelle.adapter.http.XmlComponent;
import passerelle.adapter.jms.Broker;
import passerelle.adapter.jms.LaneComponent;
import passerelle.adapter.jms.Queues;
import passerelle.adapter.jms.Sequencer;
import passerelle.adapter.mllp.MllpComponent;
import passerelle.adapter.sftp.FetchComponent;
import passerelle.adapter.sftp.InboxComponent;
import passerelle.adapter.sftp.OutboxComponent;
import passerelle.adapter.sftp.SftpComponent;
import passerelle.adapter.sftp.SftpServer;
import passerelle.adapter.soap.SoapComponent;
import passerelle.audit.AuditLog;
import passerelle.config.Settings;
import passerelle.console.ChangeAnswers;
import passerelle.console.HealthServlet;
import passerelle.console.MetricsServlet;
import passerelle.console.Operations;
import passerelle.console.OperatorServlet;
import passerelle.console.Retrial;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.PartnerId;
import passerelle.route.Acceptance;
import passerelle.route.Bundling;
import passerelle.route.Changes;
import passerelle.route.Claims;
import passerelle.route.Counted;
import passerelle.route.Decisions;
import passerelle.route.Evidence;
import passerelle.route.FileIntake;
import passerelle.route.FileReports;
import passerelle.route.FilesUnderWay;
import passerelle.route.Filing;
import passerelle.route.FirstReading;
import passerelle.route.FreeSpace;
import passerelle.route.Judging;
import passerelle.route.Live;
import passerelle.route.OwnSteps;
import passerelle.route.Pairing;
import passerelle.route.PartnerRoutes;
import passerelle.route.Plan;
import passerelle.route.Receipts;
import passerelle.route.Reception;
import passerelle.route.Refusals;
import passerelle.route.RoadRoutes;
import passerelle.route.SealedViews;
import passerelle.route.SecondReading;
import passerelle.route.Shipping;
import passerelle.route.StepXsltComponent;
import passerelle.route.Stepping;
import passerelle.route.Translation;
import passerelle.route.Unpaired;
import passerelle.store.Index;
import passerelle.store.Indexer;
import passerelle.translate.Format;
import passerelle.vault.Copies;
import passerelle.vault.PasswordHash;
import passerelle.vault.Vault;
import passerelle.version.Versions;

/** A running gateway: every room opened in order, and closed in the reverse order. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration CATCH_UP = Duration.ofMinutes(10);
    /** Of the memory, the share that the text of views may have which are at hand; their nodes have six times as much. */
    private static final int RECENT_VIEWS = 128;

    private final Path home;
    private final Live live;
    private final Settings settings;
    private final Clock clock = Clock.systemUTC();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int httpPort;
    private int sftpPort;
    private String sftpHostKey = "";
    private Map<PartnerId, Integer> mllpPorts = Map.of();

    private Gateway(Path home, Plan plan) {
        this.home = home;
        this.live = new Live(plan);
        this.settings = plan.configuration().settings();
    }

    /**
     * Starts on a plan without problems; returns when every door is open.
     *
     * @throws IllegalStateException when the plan has problems, or another gateway uses the same data
     */
    public static Gateway start(Path home, Plan plan) throws Exception {
        if (!plan.problems().isEmpty()) {
            throw new IllegalStateException(
                    "The configuration has " + plan.problems().size() + " problems");
        }
        plan.formats().compile();
        var gateway = new Gateway(home, plan);
        try {
            gateway.open();
            return gateway;
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    private void open() throws Exception {
        var data = settings.data();
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        lock(data);
        var keys = data.resolve("keys");
        var vault = Vault.open(keys);
        var log = keep(AuditLog.open(
                data.resolve("audit"),
                keys.resolve("audit.key"),
                keys.resolve("audit.guard"),
                settings.logOrigin(),
                clock));
        var copies = keep(Copies.open(data.resolve("vault")));
        var index = keep(Index.open(data.resolve("index"), log::events));
        var claims = new Claims(index::known);
        var indexer = keep(new Indexer(log, index, copies, vault, claims::indexed));
        var broker = keep(broker(data));
        var sequencer = keep(new Sequencer(broker.connections(), log, copies, index::place));
        sequencer.start(CATCH_UP);
        indexer.start(CATCH_UP);

        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var evidence = new Evidence(log, new Counted(registry));
        evidence.record(AuditEvent.at(clock.instant(), Type.STARTED)
                .with(Fact.ACTOR, System.getProperty("user.name", "unknown"))
                .event());
        open.push(() ->
                evidence.record(AuditEvent.at(clock.instant(), Type.STOPPED).event()));

        var queues = keep(new Queues(broker.connections()));
        var space = new FreeSpace(data, settings.leastFreeBytes());
        var underWay = new FilesUnderWay(clock);
        var views = new SealedViews(vault, Runtime.getRuntime().maxMemory() / RECENT_VIEWS);
        var filing = new Filing(
                data.resolve("files/out"),
                live::format,
                live::layout,
                live::partner,
                vault,
                views,
                evidence.counted(),
                settings.filesKept(),
                clock);
        var sftp = new SftpServer(
                settings.sftp().host(),
                settings.sftp().port(),
                data.resolve("sftp"),
                data.resolve("keys/ssh-host.key"),
                () -> live.plan().configuration().partners(),
                vault,
                space::isEnough);
        var steps = new Stepping(() -> live.plan().formats());
        var intake = intake(data, vault, views, evidence, claims, queues, space, sftp, underWay, steps);
        var unpaired = keep(
                new Unpaired(queues.waiting(), () -> live.plan().configuration().partners(), clock));
        var operations = new Operations(
                live,
                index,
                copies,
                vault,
                queues,
                unpaired,
                evidence,
                log,
                space,
                underWay,
                intake,
                filing,
                sftp.outboxes(),
                clock);
        var retrial = new Retrial(home, live, index, copies, vault, evidence, clock);
        doors(
                data,
                vault,
                views,
                evidence,
                claims,
                broker,
                queues,
                space,
                sftp,
                intake,
                filing,
                operations,
                retrial,
                registry,
                steps);
        unpaired.start();
        announce(data);
    }

    private void doors(
            Path data,
            Vault vault,
            SealedViews views,
            Evidence evidence,
            Claims claims,
            Broker broker,
            Queues queues,
            FreeSpace space,
            SftpServer sftp,
            FileIntake intake,
            Filing filing,
            Operations operations,
            Retrial retrial,
            PrometheusMeterRegistry registry,
            Stepping steps)
            throws Exception {
        var http = new HttpServer(
                settings.http().host(), settings.http().port(), settings.http().threads(), settings.mostMessageBytes());
        var door = new BasicDoor(PasswordHash::matches);

        var refusals = new Refusals(evidence, clock);
        var receipts = new Receipts(evidence, live::partner, clock, () -> ThreadLocalRandom.current()
                .nextDouble());
        var main = new Main();
        main.configure().withProfile("prod");
        main.configure().setName("passerelle");
        main.configure().setShutdownTimeout(40);
        main.configure().setRoutesIncludePattern("file:" + home.toAbsolutePath() + "/routes/**/*.camel.yaml");
        main.bind("soap", new SoapComponent(http, door, live::find, this::wsdl, this::isWholeEnvelope));
        main.bind("xml", new XmlComponent(http, door, live::find));
        var mllp = new MllpComponent(settings.mllp().host(), live::find);
        main.bind("mllp", mllp);
        main.bind("inbox", new InboxComponent(sftp, live::find));
        main.bind("fetch", new FetchComponent(sftp, live::find));
        main.bind("outbox", new OutboxComponent(sftp.outboxes(), live::find));
        main.bind("sftp", new SftpComponent(live::find));
        main.bind("folder", new FolderComponent(live::find));
        main.bind("lane", new LaneComponent(broker.connections(), filing, receipts::afterFault));
        main.bind("reception", new Reception(live::format, vault, claims, evidence));
        main.bind("translation", new Translation());
        main.bind(
                "ownSteps",
                new OwnSteps(
                        steps, new Pairing(queues.waiting(), vault, claims, settings.stylesheetTime(), clock), vault));
        main.bind("step-xslt", new StepXsltComponent());
        main.bind("decisions", new Decisions(live::agreements, clock));
        main.bind("acceptance", new Acceptance(queues, vault, views, claims, evidence, space, clock));
        main.bind("refusals", refusals);
        main.bind("shipping", new Shipping(live::format, live::partner, filing, vault, views));
        main.bind("receipts", receipts);
        main.bind("fileIntake", intake);
        main.init();
        var camel = main.getCamelContext();
        steps.in(camel);
        main.start();
        open.push(main::stop);
        keep(sftp).start();
        var partners = new PartnerRoutes(camel, data);
        partners.addAll(live.plan());
        var changes =
                keep(new Changes(home, live, partners, new RoadRoutes(camel), new Versions(data), evidence, clock));
        changes.started(System.getProperty("user.name", "unknown"));
        http.mount("/health", new HealthServlet(operations));
        http.mount("/metrics", new MetricsServlet(registry, operations));
        http.mount(
                "/operate/*",
                new OperatorServlet(
                        operations, retrial, new ChangeAnswers(changes), token(data.resolve("keys/operator.token"))));
        http.start();
        open.push(http::stop);
        httpPort = http.port();
        sftpPort = sftp.port();
        mllpPorts = mllp.ports();
        sftpHostKey = sftp.hostKeyLine();
    }

    private FileIntake intake(
            Path data,
            Vault vault,
            SealedViews views,
            Evidence evidence,
            Claims claims,
            Queues queues,
            FreeSpace space,
            SftpServer sftp,
            FilesUnderWay underWay,
            Stepping steps) {
        var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        open.push(workers::shutdownNow);
        var reports =
                new FileReports(data.resolve("files/in"), vault, live::format, live::report, sftp.outboxes()::put);
        return new FileIntake(
                queues.batches(),
                vault,
                new FirstReading(),
                new SecondReading(
                        live::format,
                        vault,
                        new Judging(live::agreements, steps, vault, views, clock),
                        new Bundling(vault, views, recipient -> live.partner(recipient)
                                .receives()
                                .filter(Outbound.Files.class::isInstance)
                                .isPresent()),
                        claims,
                        reports,
                        space,
                        evidence.counted(),
                        workers,
                        clock),
                reports,
                live::reader,
                format -> live.format(format).orElseThrow().layoutDigest(),
                live::partner,
                claims,
                underWay,
                clock);
    }

    private boolean isWholeEnvelope(FormatId id) {
        return live.format(id).filter(Format::isWholeEnvelope).isPresent();
    }

    private Path wsdl(FormatId id) {
        return live.format(id)
                .flatMap(Format::wsdl)
                .orElseThrow(() -> new IllegalStateException("Format " + id + " has no service.wsdl"));
    }

    private Broker broker(Path data) throws Exception {
        var broker = settings.broker();
        return broker.url().isPresent()
                ? Broker.external(
                        broker.url().get().toString(),
                        broker.user(),
                        broker.password().map(secret -> secret.value()))
                : Broker.embedded(data.resolve("broker"), broker.journalBuffer());
    }

    private <T extends AutoCloseable> T keep(T room) {
        open.push(room);
        return room;
    }

    private void lock(Path data) throws IOException {
        var channel = keep(FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            throw new IllegalStateException(
                    "Another gateway is running on " + data + "; stop it, or give --set data=FOLDER");
        }
    }

    /** The key of local operators: whoever may read the file may operate. */
    private static String token(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, java.util.HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }

    private void announce(Path data) throws IOException {
        var ports = new Properties();
        ports.setProperty("http.host", settings.http().host());
        ports.setProperty("http.port", Integer.toString(httpPort));
        ports.setProperty("sftp.port", Integer.toString(sftpPort));
        ports.setProperty("sftp.host-key", sftpHostKey);
        mllpPorts.forEach((partner, port) -> ports.setProperty("mllp.port." + partner, Integer.toString(port)));
        ports.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        var file = data.resolve("ports.properties");
        try (var out = Files.newBufferedWriter(file)) {
            ports.store(out, "Written at start; removed at stop");
        }
        open.push(() -> Files.deleteIfExists(file));
        LOG.info("up: http {} sftp {} mllp {}", httpPort, sftpPort, mllpPorts);
    }

    public int httpPort() {
        return httpPort;
    }

    public int sftpPort() {
        return sftpPort;
    }

    /** The ports of partners that send by MLLP. */
    public Map<PartnerId, Integer> mllpPorts() {
        return mllpPorts;
    }

    /** The embedded SFTP server's public key line, for partners' known_hosts. */
    public String sftpHostKey() {
        return sftpHostKey;
    }

    public Plan plan() {
        return live.plan();
    }

    @Override
    public void close() throws Exception {
        Optional<Exception> first = Optional.empty();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.error("closing: {}", e.getClass().getName());
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
