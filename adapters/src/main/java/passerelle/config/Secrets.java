package passerelle.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import passerelle.config.MissingSecret.Kind;
import passerelle.model.Secret;

/**
 * Looks up what {@code {{env:NAME}}} and {@code {{file:name}}} stand for. No problem that it reports holds a secret's
 * text, nor a text that somebody wrote where a secret's name belongs.
 */
final class Secrets {
    private static final Pattern FORM =
            Pattern.compile("\\{\\{(env):([A-Za-z_][A-Za-z0-9_]*)}}|\\{\\{(file):([A-Za-z0-9][A-Za-z0-9._-]{0,127})}}");
    private static final int MOST_BYTES = 64 << 10;
    private static final Set<PosixFilePermission> ONLY_OURS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> READABLE = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment;
    private final boolean needed;
    private final Map<Path, MissingSecret> missing = new LinkedHashMap<>();

    /** @param folder of the secret files @param needed whether one that is not there is a problem */
    Secrets(Path home, Path folder, Map<String, String> environment, boolean needed) {
        this.home = home;
        this.folder = folder;
        this.environment = environment;
        this.needed = needed;
    }

    /** The secret of a key; one without value stands in after a problem. */
    Secret read(YamlMap map, String key, Kind kind) {
        var written = map.written(key);
        return written.value().isEmpty()
                ? new Secret("", "")
                : read(
                        kind,
                        "'" + key + "'",
                        written.value(),
                        map.file(),
                        written.line(),
                        fault -> map.problem(key, fault));
    }

    /** The same for a text found elsewhere; {@code what} names the key in a problem. */
    Secret read(Kind kind, String what, String written, String file, int line, Consumer<String> fault) {
        var form = FORM.matcher(written);
        if (!form.matches()) {
            // Quotes nothing: what stands here is most likely the secret itself.
            fault.accept(what + " must name a secret, not hold it; write {{env:NAME}} or {{file:name}}");
            return new Secret("", "");
        }
        return form.group(1) != null
                ? fromEnvironment(kind, what, form.group(2), fault)
                : fromFile(kind, what, form.group(4), file, line, fault);
    }

    List<MissingSecret> missing() {
        return List.copyOf(missing.values());
    }

    private Secret fromEnvironment(Kind kind, String what, String name, Consumer<String> fault) {
        var value = environment.getOrDefault(name, "");
        if (value.isEmpty() && needed) {
            fault.accept(what + " names the environment variable " + name + ", which is not set");
        } else if (!value.isEmpty() && !kind.accepts(value.strip())) {
            fault.accept("environment variable " + name + " does not hold " + kind.expected());
        }
        return new Secret("env:" + name, value.strip());
    }

    private Secret fromFile(Kind kind, String what, String name, String file, int line, Consumer<String> fault) {
        var path = folder.resolve(name);
        var shown = path.startsWith(home) ? home.relativize(path) : path;
        var secret = new Secret("file:" + name, "");
        try {
            if (!Files.exists(path)) {
                missing.putIfAbsent(path, new MissingSecret(kind, name, path, file, line));
                if (!needed) {
                    return secret;
                }
                fault.accept(what + " names " + shown + ", which does not exist; expected " + kind.expected()
                        + ", in a file of mode 0600" + (kind.isOurs() ? "; ./passerelle secret makes one" : ""));
            } else if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                fault.accept(shown + " is not a file of at most " + MOST_BYTES + " bytes");
            } else {
                var found = Files.getPosixFilePermissions(path);
                if (!(kind.isPublic() ? READABLE : ONLY_OURS).containsAll(found)) {
                    fault.accept(shown + " has mode " + octal(found) + "; right is 0600, so that only the gateway "
                            + (kind.isPublic() ? "changes it" : "reads it"));
                }
                secret = new Secret("file:" + name, Files.readString(path).strip());
                if (!kind.accepts(secret.value())) {
                    fault.accept(shown + " does not hold " + kind.expected());
                }
            }
        } catch (IOException e) {
            fault.accept(shown + " cannot be read as text: " + e.getClass().getSimpleName());
        }
        return secret;
    }

    private static String octal(Set<PosixFilePermission> permissions) {
        int bits =
                permissions.stream().mapToInt(one -> 1 << (8 - one.ordinal())).sum();
        return "%04o".formatted(bits);
    }
}
