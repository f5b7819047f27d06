package passerelle.draft;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.draft.Delimited.Cut;

/**
 * Decides over all samples of a flat file how it is laid out. Where they contradict each other nothing is drafted: what is
 * in one and not in another is named, and no mean is taken.
 */
final class FlatSamples {
    /** The shape of all samples; or how they contradict each other; or neither, when nothing was recognised. */
    record Read(Optional<FlatShape> shape, Optional<String> contradiction) {
        static Read of(Optional<FlatShape> shape) {
            return new Read(shape, Optional.empty());
        }

        static Read not(String contradiction) {
            return new Read(Optional.empty(), Optional.of(contradiction));
        }
    }

    /** A sample as a text, and the delimiters that cut it, the best first; none where it is of fixed fields. */
    private record Look(Sample sample, String text, List<Cut> cuts) {
        String lineEnd() {
            return text.contains("\r\n") ? "crlf" : "lf";
        }

        Cut cut() {
            return cuts.get(0);
        }
    }

    private final HeaderWords words;

    FlatSamples(HeaderWords words) {
        this.words = words;
    }

    Read read(List<Sample> samples) {
        var first = samples.get(0);
        var guesses =
                samples.stream().map(sample -> Charsets.of(sample.bytes())).toList();
        for (int i = 0; i < samples.size(); i++) {
            for (int j = i + 1; j < samples.size(); j++) {
                if (differ(guesses.get(i), guesses.get(j))) {
                    return Read.not(samples.get(i).name() + " is in " + said(guesses.get(i)) + " and "
                            + samples.get(j).name() + " in " + said(guesses.get(j)));
                }
            }
        }
        var charset = Charsets.of(joined(samples));
        if (!Charsets.isForFlat(charset.charset())) {
            return Read.of(Optional.empty());
        }
        if (Recogniser.isOfBlocks(first.bytes(), charset)) {
            return Recogniser.blocks(samples, charset);
        }
        return ofText(samples, charset);
    }

    /** Two sets cannot both be right; ASCII is a part of all but EBCDIC, and what is not sure gives way. */
    private static boolean differ(CharsetGuess one, CharsetGuess other) {
        if (one.charset().equals(other.charset())) {
            return false;
        }
        boolean isEbcdic = one.charset().startsWith("IBM0") || other.charset().startsWith("IBM0");
        boolean isAscii = one.charset().equals("US-ASCII") || other.charset().equals("US-ASCII");
        boolean isUnicode = one.charset().startsWith("UTF") || other.charset().startsWith("UTF");
        return isEbcdic || !isAscii && (isUnicode || one.sure() && other.sure());
    }

    private static String said(CharsetGuess guess) {
        return guess.charset() + " (" + guess.confidence() + " %)";
    }

    private static byte[] joined(List<Sample> samples) {
        var all = new ByteArrayOutputStream();
        samples.forEach(sample -> all.writeBytes(sample.bytes()));
        return all.toByteArray();
    }

    private Read ofText(List<Sample> samples, CharsetGuess charset) {
        var looks = samples.stream().map(sample -> look(sample, charset)).toList();
        var first = looks.get(0);
        for (var look : looks) {
            if (look.cuts().isEmpty() != first.cuts().isEmpty()) {
                return Read.not(first.sample().name() + " has " + kind(first) + " and "
                        + look.sample().name() + " has " + kind(look));
            }
            if (!look.lineEnd().equals(first.lineEnd())) {
                return Read.not("lines of " + first.sample().name() + " end with " + first.lineEnd() + " and those of "
                        + look.sample().name() + " with " + look.lineEnd());
            }
        }
        return first.cuts().isEmpty()
                ? Read.of(FixedShapes.ofLines(
                        charset, looks.stream().map(Look::text).toList()))
                : delimited(looks, charset);
    }

    private static Look look(Sample sample, CharsetGuess charset) {
        var text = Charsets.text(sample.bytes(), charset.charset());
        return new Look(sample, text, Recogniser.cuts(text, charset));
    }

    private static String kind(Look look) {
        return look.cuts().isEmpty()
                ? "no delimiter that cuts its rows alike"
                : DelimitedShapes.shown(look.cut().delimiter()) + " between fields";
    }

    private Read delimited(List<Look> looks, CharsetGuess charset) {
        var first = looks.get(0);
        var rows = new ArrayList<>(first.cut().rows());
        var header = HeaderRow.of(first.cut().rows(), words);
        for (var look : looks.subList(1, looks.size())) {
            var wrong = contradiction(first, look, header);
            if (wrong.isPresent()) {
                return Read.not(wrong.get());
            }
            rows.addAll(look.cut()
                    .rows()
                    .subList(header.isThere() ? 1 : 0, look.cut().rows().size()));
        }
        var cuts = new ArrayList<>(first.cuts());
        cuts.set(
                0,
                new Cut(
                        first.cut().delimiter(),
                        looks.stream()
                                .flatMap(look -> look.cut().quote().stream())
                                .findFirst(),
                        looks.stream()
                                .flatMap(look -> look.cut().escape().stream())
                                .findFirst(),
                        rows,
                        looks.stream()
                                .mapToDouble(look -> look.cut().alike())
                                .min()
                                .orElse(0),
                        first.cut().fields(),
                        first.cut().isTyped()));
        return Read.of(Optional.of(DelimitedShapes.of(charset, first.lineEnd(), cuts, words, looks.size())));
    }

    private Optional<String> contradiction(Look first, Look look, HeaderRow header) {
        var one = first.cut();
        var other = look.cut();
        var names = first.sample().name() + " %s and " + look.sample().name() + " %s";
        if (one.delimiter() != other.delimiter()) {
            return Optional.of(names.formatted("has " + kind(first), "has " + kind(look)));
        }
        if (one.quote().isPresent() && other.escape().isPresent()
                || one.escape().isPresent() && other.quote().isPresent()) {
            return Optional.of("one of " + names.formatted("", "") + " has quotes and the other escapes");
        }
        if (one.isTyped() != other.isTyped()) {
            return Optional.of(names.formatted(
                    one.isTyped() ? "has rows of several types" : "has rows of one type",
                    other.isTyped() ? "of several" : "of one"));
        }
        if (one.isTyped()) {
            return types(first, look);
        }
        boolean isNamed = HeaderRow.of(other.rows(), words).isThere();
        if (header.isThere() != isNamed) {
            return Optional.of(names.formatted(
                    header.isThere() ? "names its columns in the first row" : "does not name its columns",
                    isNamed ? "does" : "does not"));
        }
        if (header.isThere() && !one.rows().get(0).equals(other.rows().get(0))) {
            return Optional.of(names.formatted(
                    "has the columns " + String.join(", ", one.rows().get(0)),
                    "has " + String.join(", ", other.rows().get(0))));
        }
        return one.fields() == other.fields()
                ? Optional.empty()
                : Optional.of(names.formatted("has " + one.fields() + " fields in most rows", "has " + other.fields()));
    }

    /** Rows of one type have as many fields in every sample. */
    private static Optional<String> types(Look first, Look look) {
        for (var row : look.cut().rows()) {
            for (var known : first.cut().rows()) {
                if (row.get(0).equals(known.get(0)) && row.size() != known.size()) {
                    return Optional.of("rows of type " + row.get(0) + " have " + known.size() + " fields in "
                            + first.sample().name() + " and " + row.size() + " in "
                            + look.sample().name());
                }
            }
        }
        return Optional.empty();
    }
}
