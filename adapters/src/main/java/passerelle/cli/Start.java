package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import passerelle.Gateway;
import passerelle.route.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the gateway until it is asked to stop. */
@Command(
        name = "start",
        description = "Starts the gateway and runs it until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 1: the configuration has faults, all of which are printed.",
            "",
            "Examples:",
            "  ./passerelle start",
            "  ./passerelle start --set http.port=0 --set sftp.port=0"
        })
final class Start implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() throws Exception {
        var plan = planOf(home);
        if (!plan.problems().isEmpty()) {
            if (home.json()) {
                System.out.println(Check.json(plan).toPrettyString());
            } else {
                plan.problems().forEach(System.err::println);
                System.err.println(Check.count(plan.problems()) + "; the gateway did not start.");
            }
            return 1;
        }
        var gateway = Gateway.start(home.path(), plan);
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            asked.countDown();
                            try {
                                closed.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
        var host = plan.configuration().settings().http().host();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("http", "http://" + host + ":" + gateway.httpPort())
                .put("sftp-port", gateway.sftpPort())
                .put("sftp-host-key", gateway.sftpHostKey());
        var text = new StringBuilder(
                "Passerelle is up: http://" + host + ":" + gateway.httpPort() + " and sftp port " + gateway.sftpPort());
        gateway.mllpPorts().forEach((partner, port) -> {
            json.put("mllp-port." + partner, port);
            text.append(", mllp port ").append(port).append(" for ").append(partner);
        });
        System.out.println(home.json() ? json.toString() : text.append(". Stop it with Ctrl-C."));
        try {
            asked.await();
            gateway.close();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** The plan; on the very first start the secrets that the shipped configuration names are made. */
    static Plan planOf(Home home) throws Exception {
        var plan = home.plan();
        var isFirst = FirstUse.isFirst(plan.configuration().settings().data());
        if (isFirst && !plan.configuration().missingSecrets().isEmpty()) {
            FirstUse.make(plan.configuration()).forEach(home.json() ? System.err::println : System.out::println);
            return home.plan();
        }
        return plan;
    }
}
