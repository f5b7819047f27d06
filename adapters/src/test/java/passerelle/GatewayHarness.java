package passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import passerelle.audit.AuditLog;
import passerelle.cli.FirstUse;
import passerelle.cli.Passerelle;
import passerelle.demo.XaaRegistry;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.route.Plan;

/** A whole gateway on the shipped configuration in a folder of its own, and the partners and the operator around it. */
final class GatewayHarness implements AutoCloseable {
    static final String UTOPIA = "/soap/utopia-border";
    static final String SOAP_11 = "text/xml; charset=utf-8";
    static final String SOAP_12 = "application/soap+xml; charset=utf-8";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern REFERENCE = Pattern.compile("<reference>([^<]+)</reference>");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final SoapRecipient recipient;
    private final Map<String, String> settings = new TreeMap<>();
    private Optional<Gateway> gateway = Optional.empty();
    private Optional<GatewayProcess> process = Optional.empty();

    private GatewayHarness(Path home, SoapRecipient recipient) {
        this.home = home;
        this.recipient = recipient;
        settings.put("http.port", "0");
        settings.put("sftp.port", "0");
        settings.put("place.xbb-port", Integer.toString(recipient.port()));
    }

    /**
     * What is shipped, in {@code folder}, with the formats of the shipped partners; its recipient is down, its failed
     * deliveries are tried again soon.
     *
     * @param formats further ones, by their folders in xslt
     */
    static GatewayHarness in(Path folder, String... formats) throws Exception {
        for (var part : List.of("config", "routes")) {
            copy(Path.of(part), folder.resolve(part));
        }
        Files.createDirectories(folder.resolve("xslt"));
        var wanted = Stream.concat(
                Stream.of("common", "utopia-border-v1", "xaa-registry-v1", "xbb-immigration-v1"), Stream.of(formats));
        for (var format : wanted.toList()) {
            copy(Path.of("xslt", format), folder.resolve("xslt").resolve(format));
        }
        var harness = new GatewayHarness(folder, SoapRecipient.down());
        harness.edit("config/partners/xaa-registry.yaml", "linger: PT1S", "linger: PT0.1S");
        harness.edit(
                "config/partners/xbb-immigration.yaml",
                "attempts: 12, first-delay: PT1S",
                "attempts: 12, first-delay: PT0.2S");
        FirstUse.make(harness.plan().configuration());
        return harness;
    }

    /** The shipped settings, routes, code lists and schemas in {@code folder}, and no partner or format. */
    static GatewayHarness empty(Path folder) throws Exception {
        for (var part : List.of("config/partners", "config/agreements", "xslt")) {
            Files.createDirectories(folder.resolve(part));
        }
        for (var part :
                List.of("config/gateway.properties", "config/codes", "config/schemas", "routes", "xslt/common")) {
            copy(Path.of(part), folder.resolve(part));
        }
        var harness = new GatewayHarness(folder, SoapRecipient.down());
        harness.settings.remove("place.xbb-port");
        return harness;
    }

    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    GatewayHarness set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Replaces a text of a file of the configuration, which must be there. */
    GatewayHarness edit(String file, String from, String to) throws IOException {
        var text = Files.readString(home.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(file), text.replace(from, to));
        return this;
    }

    Plan plan() {
        return Plan.read(home, settings, Map.of());
    }

    /** Starts it in this process. */
    GatewayHarness start() throws Exception {
        var plan = plan();
        assertThat(plan.problems()).isEmpty();
        gateway = Optional.of(Gateway.start(home, plan));
        return this;
    }

    void stop() throws Exception {
        if (gateway.isPresent()) {
            gateway.get().close();
            gateway = Optional.empty();
        }
    }

    /** Starts it by its command, in a process that can be killed. */
    GatewayProcess startProcess() throws Exception {
        var started = GatewayProcess.start(arguments("start"), data());
        process = Optional.of(started);
        return started;
    }

    Path home() {
        return home;
    }

    Path data() {
        return home.resolve("data");
    }

    SoapRecipient recipient() {
        return recipient;
    }

    private Properties ports() throws IOException {
        var ports = new Properties();
        try (var in = Files.newBufferedReader(data().resolve("ports.properties"))) {
            ports.load(in);
        }
        return ports;
    }

    String secret(String name) throws IOException {
        return Files.readString(data().resolve("secrets/handover").resolve(name))
                .strip();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path).GET(), headers);
    }

    /** Posts as nobody in particular. */
    HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)), headers);
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports().getProperty("http.port") + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The value of an Authorization header of a partner that logs in by its id. */
    String login(String partner) throws IOException {
        var login = partner + ":" + secret(partner + ".password");
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a payload as Utopia does, by SOAP 1.1. */
    HttpResponse<String> soap(String payload) throws Exception {
        return post(UTOPIA, SOAP_11, Samples.soap11(payload), "Authorization", login("utopia-border"));
    }

    HttpResponse<String> soap12(String payload) throws Exception {
        return post(UTOPIA, SOAP_12, Samples.soap12(payload), "Authorization", login("utopia-border"));
    }

    /** Sends a document as the office of Xbb does. */
    HttpResponse<String> xml(String document) throws Exception {
        return post("/xml/xbb-immigration", "application/xml", document, "Authorization", login("xbb-immigration"));
    }

    /** Sends a payload as Utopia does, which is accepted; the gateway's id of it. */
    String accepted(String payload) throws Exception {
        var answer = soap(payload);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return reference(answer);
    }

    static String reference(HttpResponse<String> answer) {
        var found = REFERENCE.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group(1);
    }

    XaaRegistry registry() throws Exception {
        var ports = ports();
        return XaaRegistry.connect(
                Integer.parseInt(ports.getProperty("sftp.port")),
                ports.getProperty("sftp.host-key"),
                data().resolve("secrets/handover/xaa-registry.key"));
    }

    /** All that lies in the registry's outbox, as text. */
    String outbox(XaaRegistry registry) throws IOException {
        var all = new StringBuilder();
        for (var name : registry.outbox()) {
            all.append(RegistryFile.text(registry.get(name)));
        }
        return all.toString();
    }

    /** Asks as the operator does; the answer. */
    JsonNode operate(String path) throws Exception {
        return JSON.readTree(
                get("/operate/" + path, "Authorization", "Bearer " + token()).body());
    }

    String token() throws IOException {
        return Files.readString(data().resolve("keys/operator.token")).strip();
    }

    /** The delivery of a message to a partner, once it is in a state. */
    JsonNode delivery(String id, String partner, String state) throws Exception {
        return until(() -> deliveries(id)
                .filter(delivery -> delivery.path("recipient").asText().equals(partner)
                        && delivery.path("state").asText().equals(state))
                .findFirst());
    }

    private Stream<JsonNode> deliveries(String id) throws Exception {
        return operate("messages/" + id).path("deliveries").valueStream();
    }

    /** What a command printed, and its exit code. */
    record Ran(int exit, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    /** Runs a command on this gateway's home. */
    Ran run(String... command) {
        return ran(arguments(command));
    }

    /** Runs a command as it is. */
    static Ran ran(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var before = List.of(System.out, System.err);
        try (var to = new PrintStream(out, true, StandardCharsets.UTF_8);
                var errTo = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(to);
            System.setErr(errTo);
            int exit = Passerelle.run(arguments.toArray(String[]::new));
            return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before.get(0));
            System.setErr(before.get(1));
        }
    }

    private List<String> arguments(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.add("--home=" + home);
        settings.forEach((key, value) -> all.add("--set=" + key + "=" + value));
        return all;
    }

    /** The audit log as it is now, read from a copy of it. */
    List<AuditEvent> audit() throws Exception {
        var copy = Files.createTempDirectory(home, "audit");
        // The records last: a checkpoint that came meanwhile must not speak of records that the copy lacks.
        for (var part : List.of(
                "keys/audit.guard",
                "keys/audit.key",
                "audit/audit.pub",
                "audit/checkpoint",
                "audit/checkpoints.log",
                "audit/wal")) {
            Files.createDirectories(copy.resolve(part).getParent());
            copy(data().resolve(part), copy.resolve(part));
        }
        var events = new ArrayList<AuditEvent>();
        try (var log = AuditLog.open(
                copy.resolve("audit"),
                copy.resolve("keys/audit.key"),
                copy.resolve("keys/audit.guard"),
                "passerelle",
                Clock.systemUTC())) {
            log.read(0, (index, event) -> events.add(event));
        }
        return events;
    }

    /** The events of a message, of one type. */
    List<AuditEvent> audit(String id, Type type) throws Exception {
        return audit().stream()
                .filter(event -> event.type() == type
                        && event.fact(Fact.MESSAGE).filter(id::equals).isPresent())
                .toList();
    }

    /** Waits until something is there. */
    static <T> T until(Callable<Optional<T>> fact) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = fact.call();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(30).toNanos());
        }
        throw new AssertionError("not within " + PATIENCE);
    }

    /** Throws an AssertionError while it does not hold. */
    interface Check {
        void holds() throws Exception;
    }

    /** Waits until a check holds: what was accepted reaches the audit log soon after the answer. */
    static void eventually(Check check) throws Exception {
        var last = new AtomicReference<AssertionError>();
        try {
            untilTrue(() -> {
                try {
                    check.holds();
                    return true;
                } catch (AssertionError e) {
                    last.set(e);
                    return false;
                }
            });
        } catch (AssertionError e) {
            throw Optional.ofNullable(last.get()).orElse(e);
        }
    }

    /** Waits until something is so. */
    static void untilTrue(Callable<Boolean> fact) throws Exception {
        until(() -> fact.call() ? Optional.of(true) : Optional.empty());
    }

    @Override
    public void close() throws Exception {
        process.ifPresent(GatewayProcess::kill);
        stop();
        recipient.close();
    }
}
