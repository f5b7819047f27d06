package passerelle.translate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathExecutable;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmValue;
import passerelle.config.YamlMap;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.model.Question;
import passerelle.model.Result;
import passerelle.translate.Staged.Stage;

/**
 * One partner format, compiled and frozen: {@code xslt/<id>}. Native documents and common messages are nodes of
 * {@link passerelle.format.xml.HardenedXml#SAXON}. Thread-safe.
 */
public final class Format {
    private static final Map<String, String> ENDINGS = Map.of("hl7v2", "hl7", "edifact", "edi", "flat", "txt");

    private final FormatId id;
    private final FormatFile file;
    private final String digest;
    private final Parts parts;
    private final CommonModel common;
    private final Budget budget;

    /** The parts that a format may have: which ones it needs is checked when it is loaded. */
    record Parts(
            Optional<Syntax> syntax,
            Optional<Path> layout,
            String layoutDigest,
            Optional<Path> report,
            Optional<Path> wsdl,
            String wsdlDigest,
            Optional<SchemaCheck> schema,
            Optional<Stylesheet> toCommon,
            Optional<Stylesheet> fromCommon) {}

    Format(FormatId id, FormatFile file, String digest, Parts parts, CommonModel common, Budget budget) {
        this.id = id;
        this.file = file;
        this.digest = digest;
        this.parts = parts;
        this.common = common;
        this.budget = budget;
    }

    public FormatId id() {
        return id;
    }

    /** {@code xml}, {@code flat}, {@code hl7v2} or {@code edifact}. */
    public String syntax() {
        return file.syntax();
    }

    /** How the name of a file of this format's messages ends: {@code xml}, {@code txt}, {@code hl7} or {@code edi}. */
    public String ending() {
        return ENDINGS.getOrDefault(syntax(), syntax());
    }

    /** How messages stand in bytes; empty for a flat format, whose records are read and written by {@link #layout}. */
    public Optional<Syntax> bytes() {
        return parts.syntax;
    }

    /** SHA-256, in hexadecimal, over the format's folder (without its cases), {@code xslt/common} and {@code config/codes}. */
    public String digest() {
        return digest;
    }

    /** The layout of a flat format's parts. */
    public Optional<Path> layout() {
        return parts.layout;
    }

    /** SHA-256, in hexadecimal, of what says how files of this format are cut into records; empty where nothing does. */
    public String layoutDigest() {
        return parts.layoutDigest;
    }

    /** The layout of what goes back about a flat format's files. */
    public Optional<Path> report() {
        return parts.report;
    }

    /** Where {@code format.yaml} names the record of {@link #report} that an acknowledgement becomes. */
    public Optional<YamlMap.Text> reportRecord() {
        return file.acknowledgement();
    }

    /** The contract of a SOAP service that speaks this format. */
    public Optional<Path> wsdl() {
        return parts.wsdl;
    }

    /** SHA-256 of that contract, in hexadecimal; empty without one. */
    public String wsdlDigest() {
        return parts.wsdlDigest;
    }

    /** Whether SOAP carries this format as the whole Envelope, headers included, and not as the element in Body. */
    public boolean isWholeEnvelope() {
        return file.wholeEnvelope();
    }

    /** The sender's own id in a native document; empty when the format has none or the document leaves it out. */
    public Optional<String> sourceId(XdmNode nativeDocument) {
        return file.sourceId().flatMap(path -> text(path, nativeDocument));
    }

    /** The person that a native document is about, by the sender's reference: messages of one group keep their order. */
    public Optional<String> group(XdmNode nativeDocument) {
        return file.group().flatMap(path -> text(path, nativeDocument));
    }

    /** Compiles what was put off. */
    void compile() {
        common.rules().compile();
        parts.toCommon.ifPresent(Stylesheet::compile);
        parts.fromCommon.ifPresent(Stylesheet::compile);
    }

    /** The parts by themselves, for measuring one by one. */
    Parts parts() {
        return parts;
    }

    /** The model that the format translates to and from. */
    CommonModel common() {
        return common;
    }

    /** What is left behind on purpose. */
    Losses losses() {
        return file.losses();
    }

    /** Common types that go out in this format. */
    Set<String> writes() {
        return file.writes();
    }

    /** Native elements that come in, each with the common type that it becomes. */
    Map<String, String> reads() {
        return file.reads();
    }

    /** How many records a native document holds; empty when the format's answer does not tell of each. */
    public OptionalInt records(XdmNode nativeDocument) {
        return file.records()
                .map(path -> OptionalInt.of(values(path, nativeDocument).size()))
                .orElseGet(OptionalInt::empty);
    }

    /** Whether common messages of this type go out in this format. */
    public boolean writes(String type) {
        return file.writes().contains(type);
    }

    /** Whether native documents of this format become common messages of this type. */
    public boolean reads(String type) {
        return file.reads().containsValue(type);
    }

    /**
     * Native document to common message: READ-UNEXPECTED for an element that {@code format.yaml} does not name,
     * MODEL-INPUT by the format's schema, MAP-… by {@code to-common.xsl}, MODEL-COMMON by {@code common-1.xsd}
     * and {@code common-1.sch}.
     *
     * @param gateway facts that stylesheets read as {@code $gateway}: id, sender, purpose, received (ISO 8601, UTC)
     */
    public Result<XdmNode> toCommon(XdmNode nativeDocument, Map<String, String> gateway) {
        return toCommon(nativeDocument, gateway, made -> {});
    }

    /** The same, and {@code made} sees what the stylesheet made before the common model judges it. */
    public Result<XdmNode> toCommon(XdmNode nativeDocument, Map<String, String> gateway, Consumer<XdmNode> made) {
        return one(new Staged<>(() -> Result.ok(nativeDocument), inward(gateway, made), Result::ok));
    }

    private List<Stage> inward(Map<String, String> gateway, Consumer<XdmNode> made) {
        return List.of(
                this::expected,
                document -> bySchema(document, FailureCode.MODEL_INPUT),
                document -> parts.toCommon.orElseThrow().apply(document, facts(gateway)),
                message -> {
                    made.accept(message);
                    return common.schema().check(message, FailureCode.MODEL_COMMON);
                },
                common.rules()::check);
    }

    private Result<XdmNode> expected(XdmNode nativeDocument) {
        var name = Stylesheet.element(nativeDocument).getNodeName().getClarkName();
        return file.reads().containsKey(name)
                ? Result.ok(nativeDocument)
                : Result.failed(new Failure(
                        FailureCode.READ_UNEXPECTED,
                        Place.ofUnknown(Stylesheet.element(nativeDocument)),
                        Failures.shortened(name),
                        String.join(" or ", new TreeSet<>(file.reads().keySet()))));
    }

    private <T> Result<T> one(Staged<T> work) {
        return budget.run(work);
    }

    /**
     * A native document that comes with others.
     *
     * @param gateway as for {@link #toCommon(XdmNode, Map)}
     * @param then what is done with the common message, at once
     */
    public record Arriving<T>(XdmNode document, Map<String, String> gateway, Function<XdmNode, Result<T>> then) {}

    /** The same for documents that come together, one result for each. */
    public <T> List<Result<T>> toCommon(List<Arriving<T>> documents) {
        return budget.runAll(documents.stream()
                .map(one ->
                        new Staged<>(() -> Result.ok(one.document()), inward(one.gateway(), made -> {}), one.then()))
                .toList());
    }

    /** Names of what the sender's message held and the common message leaves behind, as the partner lets it. */
    public List<String> omitted(XdmNode message) {
        return CommonMessage.omitted(message);
    }

    /** A common message after a step of a team's own: MODEL-COMMON when it is none any more. */
    public Result<XdmNode> check(XdmNode message) {
        return common.check(message);
    }

    /** What the agreements need to know about a common message of the authenticated {@code sender}. */
    public Question facts(XdmNode message, PartnerId sender) {
        return CommonMessage.facts(message, sender, common);
    }

    /**
     * Common message, or the view of it that an agreement permits, to a native document: MAP-… by {@code
     * from-common.xsl}, MODEL-OUTPUT by the format's schema.
     */
    public Result<XdmNode> fromCommon(XdmNode message, Map<String, String> gateway) {
        return fromCommon(message, gateway, made -> {});
    }

    /** The same, and {@code made} sees what the stylesheet made before the format's schema judges it. */
    public Result<XdmNode> fromCommon(XdmNode message, Map<String, String> gateway, Consumer<XdmNode> made) {
        return one(new Staged<>(() -> Result.ok(message), outward(gateway, made), Result::ok));
    }

    /**
     * A common message that goes out with others.
     *
     * @param message made when it is its turn, so that not all are in memory at once
     * @param gateway facts that stylesheets read as {@code $gateway}
     * @param then what is done with the native document, at once
     */
    public record Leaving<T>(
            Supplier<Result<XdmNode>> message, Map<String, String> gateway, Function<XdmNode, Result<T>> then) {}

    /** The same for messages that go out together, one result for each. */
    public <T> List<Result<T>> fromCommon(List<Leaving<T>> messages) {
        return budget.runAll(messages.stream()
                .map(one -> new Staged<>(one.message(), outward(one.gateway(), made -> {}), one.then()))
                .toList());
    }

    private List<Stage> outward(Map<String, String> gateway, Consumer<XdmNode> made) {
        return List.of(
                this::written, message -> parts.fromCommon.orElseThrow().apply(message, facts(gateway)), document -> {
                    made.accept(document);
                    return bySchema(document, FailureCode.MODEL_OUTPUT);
                });
    }

    private Result<XdmNode> written(XdmNode message) {
        var type = CommonMessage.type(message);
        return writes(type)
                ? Result.ok(message)
                : Result.failed(new Failure(
                        FailureCode.MAP_UNKNOWN_ELEMENT,
                        "/message/envelope/type",
                        type,
                        "a type that " + id + " writes: " + String.join(", ", new TreeSet<>(file.writes()))));
    }

    /**
     * Everything that is wrong with a document at the gate that refused it, where that gate is a schema or the rules of
     * the common model and so can say more than the first thing; otherwise {@code first} alone.
     *
     * @param judged what the gate looked at: the native document, or what a stylesheet made
     */
    public List<Failure> everyFailure(Failure first, XdmNode judged) {
        var all = first.code() == FailureCode.MODEL_COMMON
                ? common.broken(judged)
                : first.code() == FailureCode.MODEL_INPUT || first.code() == FailureCode.MODEL_OUTPUT
                        ? parts.schema
                                .map(schema -> schema.broken(judged, first.code()))
                                .orElse(List.of())
                        : List.<Failure>of();
        return all.isEmpty() ? List.of(first) : all;
    }

    private Result<XdmNode> bySchema(XdmNode document, FailureCode code) {
        return parts.schema.map(schema -> schema.check(document, code)).orElseGet(() -> Result.ok(document));
    }

    private Map<String, String> facts(Map<String, String> gateway) {
        var facts = new LinkedHashMap<>(gateway);
        facts.put("format", id.value());
        facts.put("stylesheet", digest);
        return facts;
    }

    private static Optional<String> text(XPathExecutable path, XdmNode nativeDocument) {
        return values(path, nativeDocument).stream()
                .findFirst()
                .map(item -> item.getStringValue().strip())
                .filter(text -> !text.isEmpty());
    }

    private static XdmValue values(XPathExecutable path, XdmNode nativeDocument) {
        var selector = path.load();
        try {
            selector.setContextItem(Stylesheet.element(nativeDocument));
            return selector.evaluate();
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A path of format.yaml failed", e);
        }
    }
}
