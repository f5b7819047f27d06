package passerelle.format.copybook;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import passerelle.format.copybook.Statement.Literal;
import passerelle.format.copybook.Statement.Range;

/** The codes that condition names (level 88) give to an item, if they are plain texts that it can hold. */
final class Codes {
    private static final Set<String> BLANK = Set.of("SPACE", "SPACES");

    private final List<Range> ranges;
    private final Charset charset;
    private final long bytes;

    Codes(Item item, Charset charset, long bytes) {
        this.ranges = item.conditions().stream()
                .flatMap(condition -> condition.values().stream())
                .toList();
        this.charset = charset;
        this.bytes = bytes;
    }

    /** In the order of the copybook, blanks left out, since a field may be blank anyway; absent when one is no plain text. */
    Optional<List<String>> plain() {
        var codes = new LinkedHashSet<String>();
        for (var range : ranges) {
            if (!isBlank(range)) {
                var text = range.from().text();
                if (range.to().isPresent() || !isPlain(range.from())) {
                    return Optional.empty();
                }
                codes.add(text.stripTrailing());
            }
        }
        return Optional.of(new ArrayList<>(codes));
    }

    /** As the copybook has them. */
    String asWritten() {
        return Token.shown(ranges.stream().map(Range::toString).collect(Collectors.joining(", ")));
    }

    private static boolean isBlank(Range range) {
        var literal = range.from();
        return range.to().isEmpty()
                && (literal.kind() == Literal.Kind.TEXT && literal.text().isBlank()
                        || literal.kind() == Literal.Kind.OTHER
                                && BLANK.contains(literal.text().toUpperCase(Locale.ROOT)));
    }

    private boolean isPlain(Literal literal) {
        var text = literal.text().stripTrailing();
        return literal.kind() != Literal.Kind.OTHER
                && text.chars().noneMatch(Character::isWhitespace)
                && charset.newEncoder().canEncode(text)
                && text.getBytes(charset).length <= bytes;
    }
}
