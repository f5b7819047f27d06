package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the pages tell people to type is what the commands understand, and what they link to is there. */
class DocsTest {
    private static final String LAUNCHER = "./passerelle ";
    private static final Pattern INLINE = Pattern.compile("`\\./passerelle ([^`]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
    /** What the shell does with the output, and remarks. */
    private static final Pattern SHELL = Pattern.compile("\\s+(>|\\||#).*$");

    static Stream<Path> pages() throws IOException {
        var pages = new ArrayList<>(List.of(Path.of("README.md")));
        for (var folder : List.of("docs", "xslt")) {
            try (var files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsInBlocksAreUnderstoodAsTheyStand(Path page) throws IOException {
        for (var line : blocks(page)) {
            assertThat(understood(line)).as("%s: %s", page, line).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsInTheTextAreCommandsWithSuchOptions(Path page) throws IOException {
        INLINE.matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1))
                .forEach(line ->
                        assertThat(unknown(line)).as("%s: %s", page, line).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesThatAreThere(Path page) throws IOException {
        LINK.matcher(Files.readString(page))
                .results()
                .map(found -> page.resolveSibling(found.group(1)))
                .forEach(target -> assertThat(target).as("link in %s", page).exists());
    }

    @Test
    void aCommandThatIsNoneIsFound() {
        assertThat(understood("replay --all --to xaa-registry")).isEmpty();
        assertThat(understood("replay --everything")).contains("--everything");
        assertThat(understood("new agreement x --from a --to b")).contains("--type");
        assertThat(unknown("release --refuse FILE")).isEmpty();
        assertThat(unknown("release --accept FILE")).isEqualTo("--accept");
        assertThat(unknown("relase")).isEqualTo("relase");
        assertThat(unknown("new formt NAME")).isEqualTo("formt");
    }

    /** What is wrong with a whole command line; nothing when it could be run. */
    private static String understood(String line) {
        try {
            commands().parseArgs(words(line).toArray(String[]::new));
            return "";
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The first word that is no command or option; nothing when all are. */
    private static String unknown(String line) {
        CommandLine at = commands();
        boolean isValue = false;
        for (var word : words(line)) {
            if (isValue) {
                isValue = false;
            } else if (word.startsWith("--")) {
                var option = at.getCommandSpec().findOption(word.replaceFirst("=.*", ""));
                if (option == null) {
                    return word;
                }
                isValue = option.arity().min() > 0 && !word.contains("=");
            } else if (!at.getSubcommands().isEmpty()) {
                var next = at.getSubcommands().get(word);
                if (next == null) {
                    return word;
                }
                at = next;
            }
        }
        return "";
    }

    private static CommandLine commands() {
        return Passerelle.line().setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static List<String> words(String line) {
        return WORD.matcher(SHELL.matcher(line).replaceFirst(""))
                .results()
                .map((MatchResult word) -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
    }

    /** The commands in fenced blocks, without the launcher. */
    private static List<String> blocks(Path page) throws IOException {
        var commands = new ArrayList<String>();
        boolean inside = false;
        for (var line : Files.readAllLines(page)) {
            var text = line.strip();
            if (text.startsWith("```")) {
                inside = !inside;
            } else if (inside && text.startsWith(LAUNCHER)) {
                commands.add(text.substring(LAUNCHER.length()));
            }
        }
        return commands;
    }
}
