package passerelle.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Calls functions of {@code xslt/common/dates.xsl}, as a stylesheet of a format would. */
final class DateCalls {
    private final Stylesheet calls = new StylesheetCompiler(Path.of(""), new XdmMap())
            .compile(Path.of("adapters/src/test/resources/passerelle/translate/date-calls.xsl"), new ArrayList<>())
            .orElseThrow();

    /** The answer as text, {@code (nothing)}, or the failure; an argument {@code node()} is {@code <birth/>}. */
    String call(String function, String... arguments) {
        return on("<birth/>", function, arguments);
    }

    /** The same with a date element for {@code node()}. */
    String on(String element, String function, String... arguments) {
        return result(element, function, arguments)
                .match(answer -> Stylesheet.element(answer).getStringValue(), Failure::forSender);
    }

    /** The answer with its attributes, without the element around it. */
    String content(String element, String function, String... arguments) {
        return result(element, function, arguments)
                .match(answer -> Stylesheet.element(answer).toString().replaceAll("\\s+", " "), Failure::forSender);
    }

    private Result<XdmNode> result(String element, String function, String... arguments) {
        return HardenedXml.parse(element.getBytes(UTF_8))
                .then(node ->
                        calls.apply(node, Map.of("function", function, "arguments", String.join("|", arguments))));
    }
}
