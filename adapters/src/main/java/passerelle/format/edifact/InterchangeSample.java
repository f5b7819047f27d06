package passerelle.format.edifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.format.edifact.FrontFilter.Kind;

/**
 * What stands in interchanges of which no schema is known yet: their messages, cut into segments and these into elements,
 * for whoever drafts a schema. Nothing is checked.
 *
 * @param type as UNH has it, {@code PAXLST} @param version of the message, {@code D:05B}
 * @param characters of the interchange, {@code UNOC} @param segments between UNH and UNT
 */
public record InterchangeSample(String type, String version, String characters, List<SegmentSample> segments) {
    /**
     * A segment.
     *
     * @param elements behind the tag; each has its repetitions, of which each has its components
     */
    public record SegmentSample(String tag, List<List<List<String>>> elements) {
        public SegmentSample {
            elements = List.copyOf(elements);
        }
    }

    public InterchangeSample {
        segments = List.copyOf(segments);
    }

    /** The messages of a file, in their order. */
    public static List<InterchangeSample> of(byte[] file) {
        var filter = new FrontFilter(new Bytes(new ByteArrayInputStream(file), 0, 1), Optional.empty());
        var messages = new ArrayList<InterchangeSample>();
        @Nullable Interchange interchange = null;
        @Nullable Segment header = null;
        var segments = new ArrayList<SegmentSample>();
        try {
            for (var piece = filter.next(); piece.isPresent(); piece = filter.next()) {
                if (piece.get().kind() != Kind.SEGMENT) {
                    continue;
                }
                if (piece.get().tag().equals("UNB")) {
                    interchange = Interchange.open(piece.get());
                } else if (interchange != null) {
                    var segment = interchange.parse(piece.get());
                    if (segment.tag().equals("UNH")) {
                        header = segment;
                        segments.clear();
                    } else if (segment.tag().equals("UNT") && header != null) {
                        messages.add(of(interchange, header, segments));
                        header = null;
                    } else if (header != null) {
                        segments.add(sample(segment));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(messages);
    }

    private static InterchangeSample of(Interchange interchange, Segment header, List<SegmentSample> segments) {
        return new InterchangeSample(
                header.text(2, 1),
                header.text(2, 2) + ":" + header.text(2, 3),
                interchange.header().text(1, 1),
                segments);
    }

    private static SegmentSample sample(Segment segment) {
        return new SegmentSample(
                segment.tag(),
                segment.elements().stream()
                        .map(repetitions -> repetitions.stream()
                                .map(components -> components.stream()
                                        .map(Segment.Component::text)
                                        .toList())
                                .toList())
                        .toList());
    }

    /** Without the content, which may be personal data. */
    @Override
    public String toString() {
        return type + " of " + segments.size() + " segments";
    }
}
