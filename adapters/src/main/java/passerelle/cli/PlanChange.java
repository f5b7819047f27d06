package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import passerelle.model.Problem;
import passerelle.route.Effect;
import passerelle.route.Plan;
import passerelle.version.TextDiff;
import passerelle.version.Version;
import passerelle.version.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a change would do, before it does. */
@Command(
        name = "plan",
        description =
                "Shows what changed in config, routes and xslt since the version that is live, and what it would do.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: it can go live; 1: it has faults.",
            "",
            "Examples:",
            "  ./passerelle plan",
            "  ./passerelle plan --json"
        })
final class PlanChange implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() throws Exception {
        var next = home.plan();
        var versions = new Versions(next.configuration().settings().data());
        var last = versions.last();
        if (last.isEmpty()) {
            throw new Fault.Refused("no version is on record yet: the first start of the gateway makes one");
        }
        var changes = last.get().files().changes(next.files());
        var text = TextDiff.of(
                last.get().files(),
                (path, digest) -> versions.bytes(digest),
                next.files(),
                (path, digest) -> Files.readAllBytes(home.path().resolve(path)));
        var effect = next.problems().isEmpty()
                ? Effect.of(asItWas(versions, last.get(), next), next, changes).words()
                : List.<String>of();
        if (home.json()) {
            var out = JsonNodeFactory.instance
                    .objectNode()
                    .put("since", last.get().number());
            changes.forEach((path, change) ->
                    out.withObject("/files").put(path, change.name().toLowerCase(Locale.ROOT)));
            text.forEach(out.withArray("/diff")::add);
            effect.forEach(out.withArray("/effect")::add);
            Check.put(next.problems(), out.putArray("problems"));
            System.out.println(out.toPrettyString());
        } else {
            text.forEach(System.out::println);
            System.out.println(
                    changes.isEmpty()
                            ? "Nothing changed since version " + last.get().number() + "."
                            : changes.size() + " files changed since version "
                                    + last.get().number() + ".");
            effect.forEach(word -> System.out.println("  " + word));
            next.problems().stream().map(Problem::toString).forEach(System.out::println);
        }
        return next.problems().isEmpty() ? 0 : 1;
    }

    /** The plan of a version, read from its kept files with the data and secrets of now. */
    private Plan asItWas(Versions versions, Version version, Plan next) throws IOException {
        var folder = Files.createTempDirectory("passerelle-version");
        try {
            versions.restore(version, folder);
            var overrides = new HashMap<>(home.overrides());
            overrides.put("data", next.configuration().settings().data().toString());
            return Plan.read(folder, overrides, System.getenv());
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
