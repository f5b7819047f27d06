package passerelle.translate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Result;

/** The stages of a translation from one format to another, one by one and on the caller's own thread. */
public final class TranslationStages {
    private static final Map<String, String> GATEWAY = new LinkedHashMap<>(Cases.GATEWAY);

    private final Path home;
    private final Format from;
    private final Format to;

    /** Loads two formats of a home; what is wrong with them is an {@link IllegalStateException}. */
    public TranslationStages(Path home, FormatId from, FormatId to) {
        this.home = home;
        var problems = new ArrayList<Problem>();
        var formats = Formats.load(home, Set.of(from, to), Duration.ofSeconds(5), problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        this.from = formats.find(from).orElseThrow();
        this.to = formats.find(to).orElseThrow();
    }

    public XdmNode parse(byte[] message) {
        return done(HardenedXml.parse(message));
    }

    /** Holds a native document against the schema of its format. */
    public XdmNode input(XdmNode document) {
        return done(from.parts().schema().orElseThrow().check(document, FailureCode.MODEL_INPUT));
    }

    public XdmNode toCommon(XdmNode document) {
        return done(from.parts().toCommon().orElseThrow().apply(document, facts(from)));
    }

    /** The same for a record that may be refused; empty then. */
    public Optional<XdmNode> tried(XdmNode document) {
        return from.parts()
                .toCommon()
                .orElseThrow()
                .apply(document, facts(from))
                .match(Optional::of, failure -> Optional.empty());
    }

    /** What leaves of a common message when these fields may, as the recipient's side reads it. */
    public XdmNode view(XdmNode message, Set<String> fields) {
        return parse(serialise(new View().of(message, fields, "bench v1", new PartnerId("sample-recipient"))));
    }

    /** The layout of the format that comes in. */
    public Layout layout() {
        return Layout.read(home, from.parts().layout().orElseThrow(), new ArrayList<>()).orElseThrow();
    }

    /** Holds a common message against {@code common-1.xsd}. */
    public XdmNode shape(XdmNode message) {
        return done(from.common().schema().check(message, FailureCode.MODEL_COMMON));
    }

    /** Holds a common message against {@code common-1.sch}. */
    public XdmNode rules(XdmNode message) {
        return done(from.common().rules().check(message));
    }

    public XdmNode fromCommon(XdmNode message) {
        return done(to.parts().fromCommon().orElseThrow().apply(message, facts(to)));
    }

    /** Holds a native document against the schema of the recipient's format. */
    public XdmNode output(XdmNode document) {
        return done(to.parts().schema().orElseThrow().check(document, FailureCode.MODEL_OUTPUT));
    }

    public byte[] serialise(XdmNode document) {
        return Serialization.utf8(document);
    }

    private static Map<String, String> facts(Format format) {
        var facts = new LinkedHashMap<>(GATEWAY);
        facts.put("format", format.id().value());
        facts.put("stylesheet", format.digest());
        return facts;
    }

    private static XdmNode done(Result<XdmNode> result) {
        return result.match(node -> node, failure -> {
            throw new IllegalStateException(failure.forSender());
        });
    }
}
