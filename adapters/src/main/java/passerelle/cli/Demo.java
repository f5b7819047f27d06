package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import passerelle.Gateway;
import passerelle.audit.AuditVerifier;
import passerelle.demo.Story;
import passerelle.demo.UtopiaBorder;
import passerelle.demo.XaaRegistry;
import passerelle.demo.XbbImmigration;
import passerelle.route.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job, shown on real traffic between three invented systems over real sockets. */
@Command(
        name = "demo",
        description = "Runs the shipped gateway with three invented national systems and shows each message's journey.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Uses a data folder of its own, data/demo, made anew each time, and free ports.",
            "",
            "Examples:",
            "  ./passerelle demo          stays up until Ctrl-C, to look around",
            "  ./passerelle demo --once   ends; exit code 0 when everything came out as it should",
            "  ./passerelle demo --once --json   tells the story on standard error, and what came out as JSON"
        })
final class Demo implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private Home home = new Home();

    @Option(names = "--once", description = "Ends when the story is told.")
    private boolean once;

    private final Story story = new Story(this::line);

    @Override
    public Integer call() throws Exception {
        // The story is told on the terminal; the log keeps to warnings unless asked.
        System.setProperty("passerelle.log", System.getProperty("passerelle.log", "warn"));
        var settings = new LinkedHashMap<>(home.overrides());
        settings.putIfAbsent("data", "data/demo");
        settings.putIfAbsent("http.port", "0");
        settings.putIfAbsent("sftp.port", "0");
        int xbbPort = freePort();
        settings.put("place.xbb-port", Integer.toString(xbbPort));
        var data = Plan.read(home.path(), settings, System.getenv())
                .configuration()
                .settings()
                .data();
        clear(data);
        FirstUse.make(Plan.read(home.path(), settings, System.getenv()).configuration());
        var plan = Plan.read(home.path(), settings, System.getenv());
        if (!plan.problems().isEmpty()) {
            plan.problems().forEach(System.err::println);
            return 1;
        }
        try (var gateway = Gateway.start(home.path(), plan)) {
            line("The gateway is up: http://127.0.0.1:" + gateway.httpPort() + ", sftp port " + gateway.sftpPort()
                    + "; Xbb's system is down.");
            tell(gateway, data, xbbPort);
        }
        say(data);
        line(
                story.wrong().isEmpty()
                        ? "\nEverything came out as it should."
                        : "\nNot as it should be: " + story.wrong());
        if (home.json()) {
            System.out.println(json().toPrettyString());
        }
        return story.wrong().isEmpty() ? 0 : 1;
    }

    /** Where the story is told: beside the JSON, when that is what was asked for. */
    private PrintStream out() {
        return home.json() ? System.err : System.out;
    }

    private void line(String text) {
        out().println(text);
    }

    private ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        story.right().forEach(json.putArray("right")::add);
        story.wrong().forEach(json.putArray("wrong")::add);
        return json;
    }

    private void tell(Gateway gateway, Path data, int xbbPort) throws Exception {
        var handover = data.resolve("secrets/handover");
        var border = new UtopiaBorder(
                URI.create("http://127.0.0.1:" + gateway.httpPort() + "/soap/utopia-border"),
                "utopia-border",
                Files.readString(handover.resolve("utopia-border.password")).strip());
        var immigration = new UtopiaBorder(
                URI.create("http://127.0.0.1:" + gateway.httpPort() + "/xml/xbb-immigration"),
                "xbb-immigration",
                Files.readString(handover.resolve("xbb-immigration.password")).strip());
        line("\n1. The border register of Utopia reports by SOAP 1.1");
        var ids = story.reports(border);
        line("\n2. The immigration service of Xbb asks by XML over HTTP");
        story.question(immigration);
        try (var registry =
                XaaRegistry.connect(gateway.sftpPort(), gateway.sftpHostKey(), handover.resolve("xaa-registry.key"))) {
            line("\n3. The civil registry of Xaa puts a fixed-width file of three records by SFTP");
            registry.put("DAILY.TXT", Story.file());
            var report = report(registry);
            story.expect("two records accepted, one refused, says the report", report.contains("2,0,1"));
            line(indented(report));

            var client = GatewayClient.of(data);
            line("4. Deliveries to Xbb are tried again with growing gaps while it is down");
            waitUntil(
                    "a second attempt",
                    () -> client.get("messages/" + ids.get(0)).toString().contains("\"attempt\":\"2\""));
            out().print(indented(Show.text(client.get("messages/" + ids.get(0)))));
            try (var xbb = XbbImmigration.up(xbbPort)) {
                line("5. Xbb's system comes up");
                waitUntil(
                        "the last delivery",
                        () -> client.get("status").toString().contains("\"state\":\"up\""));
                journeys(client);
                results(registry, xbb, ids);
                if (!once) {
                    stayUp(gateway, data);
                }
            }
        }
    }

    private void journeys(GatewayClient client) throws IOException, InterruptedException {
        var table = new Table("MESSAGE", "FROM", "TYPE", "STATE", "DELIVERIES");
        for (var message : client.get("messages?most=50").path("messages")) {
            var journey = client.get("messages/" + message.path("message").asText());
            var deliveries = new StringBuilder();
            for (var delivery : journey.path("deliveries")) {
                deliveries
                        .append(delivery.path("recipient").asText())
                        .append(' ')
                        .append(delivery.path("state").asText())
                        .append(" at attempt ")
                        .append(delivery.path("attempts").asText())
                        .append("  ");
            }
            table.row(
                    message.path("message"),
                    message.path("sender"),
                    message.path("type"),
                    message.path("state"),
                    deliveries);
        }
        out().print(indented(table.toString()));
    }

    private void results(XaaRegistry registry, XbbImmigration xbb, List<String> ids) throws IOException {
        line("6. What arrived");
        var received = xbb.received();
        story.expect("Xbb got 8 notices: 6 of Utopia, 2 of Xaa", received.size() == 8);
        story.expect("none of them twice", received.values().stream().allMatch(calls -> calls.size() == 1));
        story.expect("every accepted report is among them", received.keySet().containsAll(ids));
        var files = new StringBuilder();
        for (var name : registry.outbox()) {
            if (name.startsWith("BORDER")) {
                var text = Story.text(registry.get(name));
                files.append(text);
                line("  outbox/" + name + " (windows-1256):\n" + indented(text));
            }
        }
        var text = files.toString();
        story.expect(
                "Xaa's files hold 5 crossings and 1 question",
                text.lines().filter(line -> line.startsWith("P")).count() == 5
                        && text.lines().filter(line -> line.startsWith("Q")).count() == 1);
        story.expect("every line has 309 characters", text.lines().allMatch(line -> line.length() == 309));
        story.expect("nothing about Xaa's own national is in them", !text.contains("Haddad"));
    }

    private void stayUp(Gateway gateway, Path data) throws InterruptedException {
        line("\nThe gateway stays up until Ctrl-C. Look at");
        line("  http://127.0.0.1:" + gateway.httpPort() + "/health and /metrics");
        line("  ./passerelle status --set data=" + data);
        line("  ./passerelle messages --set data=" + data);
        var asked = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(asked::countDown, "stop"));
        asked.await();
    }

    private void say(Path data) throws IOException {
        line("\n7. The audit log");
        var verdict = AuditVerifier.verify(data.resolve("audit"), data.resolve("keys/audit.guard"));
        var text = verdict.match(
                intact -> intact.entries() + " entries, " + intact.checkpoints() + " signed checkpoints",
                damaged -> "damaged at record " + damaged.record());
        story.expect("intact: " + text, verdict.match(intact -> true, damaged -> false));
    }

    private static String report(XaaRegistry registry) throws Exception {
        waitUntil("the report", () -> registry.outbox().stream().anyMatch(name -> name.endsWith(".report.csv")));
        for (var name : registry.outbox()) {
            if (name.endsWith(".report.csv")) {
                return registry.report(name);
            }
        }
        return "";
    }

    private interface Fact {
        boolean holds() throws Exception;
    }

    private static void waitUntil(String what, Fact fact) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.holds()) {
            if (System.nanoTime() > end) {
                throw new Fault.Refused("the demo waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            Thread.sleep(100);
        }
    }

    private static String indented(String text) {
        return text.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Only a folder that an earlier demo made, or an empty one, is cleared. */
    private static void clear(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (var inside = Files.list(data)) {
            if (inside.findAny().isPresent() && !Files.exists(data.resolve("keys/audit.key"))) {
                throw new Fault.Refused(data + " holds something else than a gateway's data; give another folder");
            }
        }
        if (!data.endsWith("demo") && Files.exists(data.resolve("keys"))) {
            throw new Fault.Refused(data + " is a gateway's data; the demo does not clear it. Give an empty folder");
        }
        try (var all = Files.walk(data)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
