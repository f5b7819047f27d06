package passerelle.config;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import passerelle.model.FileRules;
import passerelle.model.Inbound.Ready;
import passerelle.model.Outbound.Batch;

/** The keys that ways by file have in common. */
final class FileKeys {
    private static final long MOST_REFUSED = 1_000_000_000;
    private static final int MOST_RECORDS = 10_000_000;
    private static final long LAST_START = 999_999_999_999L;
    private static final Duration DAY = Duration.ofDays(1);

    private FileKeys() {}

    static String pattern(YamlMap map) {
        return map.needed("pattern", "", "a regular expression of the whole file name", text -> Pattern.compile(text)
                .pattern());
    }

    static FileRules rules(YamlMap map) {
        var usual = FileRules.DEFAULT;
        return new FileRules(
                word(map, "wrong-totals", usual.wrongTotals()),
                map.number("most-refused", 0, MOST_REFUSED, usual.mostRefused()),
                word(map, "same-file", usual.sameFile()),
                map.number("chunk", 1, FileRules.MOST_IN_CHUNK, usual.chunk()),
                word(map, "report", usual.report()));
    }

    static Ready ready(YamlMap map) {
        return map.word("ready", Set.of("stable", "done-file"), "stable").equals("stable")
                ? new Ready.Stable(
                        map.duration("settle", Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(10)))
                : new Ready.DoneFile(
                        map.as("done-suffix", ".done", Forms.DONE_SUFFIX.expected(), Forms.DONE_SUFFIX.reader()));
    }

    /** What becomes of a fetched file must be said: it is the partner's. Empty when it is deleted. */
    static Optional<String> moveTo(YamlMap map, String from) {
        if (!map.choice("after", Set.of("delete", "move")).equals(Optional.of("move"))) {
            return Optional.empty();
        }
        var folder = Forms.LINE.needed(map, "move-to");
        if (!folder.isEmpty() && folder.equals(from)) {
            map.problem("move-to", "'move-to' is the folder that files are fetched from; expected another");
        }
        return Optional.of(folder);
    }

    static Batch batch(YamlMap map) {
        var prefix = Forms.FILE_PREFIX.needed(map, "file-prefix");
        var extension = Forms.FILE_EXTENSION.needed(map, "file-extension");
        var most = map.number("most-records", 1, MOST_RECORDS, 500);
        var at = times(map);
        // With times of day, a file that closed after a second would leave nothing for them.
        var linger = map.duration("linger", Duration.ZERO, DAY, at.isEmpty() ? Duration.ofSeconds(1) : DAY);
        return new Batch(prefix, extension, most, linger, at, map.number("sequence-start", 0, LAST_START, 1L));
    }

    private static List<LocalTime> times(YamlMap map) {
        if (!map.has("at")) {
            return List.of();
        }
        var form = Forms.TIME_OF_DAY;
        var times = new TreeSet<LocalTime>();
        for (var text : map.list("at")) {
            map.as(
                            text,
                            "an entry of 'at'",
                            Optional.<LocalTime>empty(),
                            form.expected(),
                            form.reader().andThen(LocalTime::parse).andThen(Optional::of))
                    .filter(time -> !times.add(time))
                    .ifPresent(
                            time -> map.problem(text, "'" + time + "' stands in 'at' a second time", Optional.empty()));
        }
        return List.copyOf(times);
    }

    /** One of the words of a choice, written in lower case. */
    private static <E extends Enum<E>> E word(YamlMap map, String key, E otherwise) {
        var words = Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                .collect(Collectors.toMap(word -> word.name().toLowerCase(Locale.ROOT), Function.identity()));
        var found = map.word(key, words.keySet(), otherwise.name().toLowerCase(Locale.ROOT));
        return words.getOrDefault(found, otherwise);
    }
}
