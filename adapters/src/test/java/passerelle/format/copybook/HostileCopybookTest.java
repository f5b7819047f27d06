package passerelle.format.copybook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.xml.HardenedXml;

/** Nothing in a copybook stops the reader: there is a layout that is XML, or a refusal. */
class HostileCopybookTest {
    private static final List<String> WORDS = List.of(
            ". ",
            " 01 ",
            " 05 ",
            " 88 ",
            " 66 ",
            "PIC ",
            "X(",
            ")",
            "9(999999999)",
            "OCCURS ",
            "TO ",
            "DEPENDING ON ",
            "REDEFINES ",
            "VALUE ",
            "ALL ",
            "THRU ",
            "'",
            "\"",
            "==",
            "COPY ",
            "EXEC ",
            "COMP-3 ",
            "SYNC ",
            "\n",
            "\n      -",
            "*>",
            ">>",
            ":",
            ",",
            "S",
            "V",
            "P",
            "\u0000",
            "é",
            "--",
            "FILLER ",
            "-",
            "0",
            "99",
            "COMP-1 ");

    private static void isLayoutOrRefusal(byte[] bytes) {
        var outcome = Copybooks.made(bytes, Copybooks.MAINFRAME);

        outcome.layout()
                .ifPresentOrElse(
                        layout -> HardenedXml.parse(layout.xml().getBytes(StandardCharsets.UTF_8))
                                .match(document -> document, failure -> {
                                    throw new AssertionError(failure + "\n" + layout.xml());
                                }),
                        () -> assertThat(outcome.problems()).isNotEmpty());
    }

    @Test
    void readsOrRefusesEveryMutatedCopybook() {
        var random = new Random(4);
        var examples = Copybooks.examples().stream()
                .map(example -> Copybooks.resource(example + "/copybook.cpy"))
                .toList();

        assertTimeout(Duration.ofSeconds(120), () -> {
            for (int i = 0; i < 3000; i++) {
                var text = new StringBuilder(examples.get(i % examples.size()));
                for (int change = random.nextInt(4); change >= 0; change--) {
                    mutate(text, random);
                }
                isLayoutOrRefusal(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 1 -> text.delete(at, Math.min(to, text.length() - 1));
            case 2 -> text.insert(at, text.substring(at, to));
            default -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
        }
    }

    @Test
    void readsOrRefusesWordsInAnyOrder() {
        var random = new Random(40);

        assertTimeout(Duration.ofSeconds(120), () -> {
            for (int i = 0; i < 2000; i++) {
                var text = random.ints(1 + random.nextInt(60), 0, WORDS.size())
                        .mapToObj(WORDS::get)
                        .collect(Collectors.joining("", "01 R. 05 A PIC X. ", ""));
                isLayoutOrRefusal(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Test
    void readsOrRefusesAnyBytes() {
        var random = new Random(400);

        for (int i = 0; i < 500; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            isLayoutOrRefusal(bytes);
        }
    }

    static Stream<String> endless() {
        var items = "  05 A PIC X.\n";
        return Stream.of(
                "01 R.\n" + items.repeat(20_000),
                "01 R. 05 A PIC X.\n".repeat(20_000),
                "01 R.\n  05 A PIC X.\n" + "  05 B REDEFINES A PIC X.\n".repeat(15_000),
                "01 R.\n  05 N PIC 9.\n" + "  05 T PIC X OCCURS 1 TO 2 DEPENDING ON N.\n".repeat(8_000),
                "01 R.\n  05 A PIC X.\n" + "    88 B VALUE 'A'.\n".repeat(20_000),
                "01 R.\n  05 A PIC X VALUE " + "ALL ".repeat(200_000) + "'A'.\n",
                "01 R.\n  05 A PIC 9 VALUE " + "1".repeat(900_000) + "A.\n",
                "01 R.\n  05 A PIC " + "X".repeat(900_000) + ".\n",
                "01 R.\n  05 " + "A".repeat(900_000) + " PIC X.\n",
                "01 R.\n  05 A" + ":".repeat(900_000) + " PIC X.\n",
                "       01 R.\n       05 A PIC X VALUE 'A\n" + "      -    'A\n".repeat(40_000),
                "       01 R.\n       05 A\n" + "      -    A\n".repeat(40_000),
                "01 R.\n"
                        + IntStream.range(2, 50)
                                .mapToObj(level -> level + " G" + level + " OCCURS 999999999.\n")
                                .collect(Collectors.joining()),
                "01 R.\n"
                        + IntStream.range(2, 49)
                                .mapToObj(level -> level + " G" + level + " OCCURS 2.\n")
                                .collect(Collectors.joining("", "", "49 A PIC X.\n")),
                "COPY ".repeat(200_000),
                "==".repeat(400_000),
                ". ".repeat(500_000),
                "X".repeat(3_000_000));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void neverTakesLong(String text) {
        assertTimeout(Duration.ofSeconds(60), () -> isLayoutOrRefusal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void showsOnlyTheBeginningOfALongText() {
        var outcome = Copybooks.made("01 R.\n  05 " + "A".repeat(100_000) + " PIC X.\n");

        assertThat(outcome.texts()).singleElement().satisfies(text -> assertThat(text)
                .hasSizeLessThan(300));
    }
}
