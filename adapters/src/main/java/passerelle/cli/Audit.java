package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import passerelle.audit.AuditVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The audit log. */
@Command(
        name = "audit",
        description = "Proves the audit log.",
        mixinStandardHelpOptions = true,
        subcommands = Audit.Verify.class)
final class Audit implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("passerelle: audit needs a command: verify");
        return 2;
    }

    /** Recomputes everything. */
    @Command(
            name = "verify",
            description = "Recomputes every record, hash and signature of the audit log; names the first bad record.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Works while the gateway runs, and on a copy: --log FOLDER.",
                "",
                "Exit code 0: intact; 1: damaged.",
                "",
                "Example:",
                "  ./passerelle audit verify"
            })
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Home home = new Home();

        @Option(names = "--log", paramLabel = "FOLDER", description = "A log folder elsewhere, such as a copy.")
        private Path log = Path.of("");

        @Override
        public Integer call() throws Exception {
            var data = home.settings().data();
            var isElsewhere = !log.toString().isEmpty();
            var folder = isElsewhere ? log : data.resolve("audit");
            if (!Files.isDirectory(folder)) {
                throw new Fault.Refused("there is no audit log at " + folder);
            }
            var guard = isElsewhere ? log.resolve("audit.guard") : data.resolve("keys/audit.guard");
            var verdict = AuditVerifier.verify(folder, guard);
            var out = JsonNodeFactory.instance.objectNode();
            var text = verdict.match(
                    intact -> {
                        out.put("intact", true)
                                .put("entries", intact.entries())
                                .put("root", intact.rootHash())
                                .put("checkpoints", intact.checkpoints());
                        return "Intact: " + intact.entries() + " entries, " + intact.checkpoints()
                                + " signed checkpoints, root " + intact.rootHash();
                    },
                    damaged -> {
                        out.put("intact", false).put("record", damaged.record()).put("what", damaged.what());
                        return "DAMAGED at record " + damaged.record() + ": " + damaged.what();
                    });
            System.out.println(home.json() ? out.toPrettyString() : text);
            return out.path("intact").asBoolean() ? 0 : 1;
        }
    }
}
