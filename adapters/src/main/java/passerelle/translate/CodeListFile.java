package passerelle.translate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import net.sf.saxon.s9api.XdmNode;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import passerelle.config.Nearest;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/**
 * One file of {@code config/codes}, read and held against {@code config/schemas/codes-1.xsd}.
 *
 * @param file relative to the home folder
 * @param list the id of the list
 * @param of the kind of thing that its codes are of
 * @param isVocabulary whether its codes are the words of the common model
 * @param otherwise lists that explain what this one does not have
 * @param line where the list begins
 */
record CodeListFile(
        String file,
        String list,
        String of,
        boolean isVocabulary,
        List<String> otherwise,
        int line,
        List<Code> codes,
        List<Range> ranges) {
    private static final Pattern RULE = Pattern.compile("^[a-zA-Z-]+(\\.[0-9a-z]+)*: *");

    private static final Pattern ATTRIBUTE = Pattern.compile("Attribute '([^']+)' is not allowed");
    private static final Set<String> ATTRIBUTES = Set.of(
            "list",
            "of",
            "title",
            "source",
            "vocabulary",
            "otherwise",
            "value",
            "to",
            "kind",
            "name",
            "reason",
            "preferred",
            "one-way",
            "withdrawn",
            "successors",
            "note",
            "from");

    /** One code. The kind is absent when the file leaves it to the common value; the name is empty in a range. */
    record Code(
            int line,
            String value,
            Optional<String> to,
            Optional<String> kind,
            String name,
            Optional<String> reason,
            boolean isPreferred,
            boolean isOneWay,
            Optional<String> withdrawn,
            List<String> successors,
            Optional<String> note) {
        Code {
            successors = List.copyOf(successors);
        }

        /** Whether the code has no common value: it says that nothing is recorded, or it has no counterpart. */
        boolean isWithoutValue() {
            return kind.filter(word -> word.equals("absent") || word.equals("refused"))
                    .isPresent();
        }
    }

    /** Codes of three capital letters that stand for themselves. */
    record Range(int line, String from, String to) {}

    CodeListFile {
        otherwise = List.copyOf(otherwise);
        codes = List.copyOf(codes);
        ranges = List.copyOf(ranges);
    }

    static Optional<CodeListFile> read(Path home, Path file, Schema schema, List<Problem> problems) {
        var name = home.relativize(file).toString();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(Problem.in(name, "cannot be read: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
        return HardenedXml.parse(bytes)
                .match(
                        document -> isValid(name, bytes, schema, problems)
                                ? Optional.of(list(name, document.getOutermostElement()))
                                : Optional.empty(),
                        failure -> {
                            problems.add(Problem.of(name, failure));
                            return Optional.empty();
                        });
    }

    private static boolean isValid(String name, byte[] bytes, Schema schema, List<Problem> problems) {
        int before = problems.size();
        var validator = schema.newValidator();
        validator.setErrorHandler(new Complaints(name, problems));
        try {
            validator.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            validator.validate(new StreamSource(new ByteArrayInputStream(bytes)));
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("The schema validator failed by itself", e);
        }
        return problems.size() == before;
    }

    private static CodeListFile list(String name, XdmNode root) {
        var codes = new ArrayList<Code>();
        var ranges = new ArrayList<Range>();
        for (var child : CommonMessage.children(root)) {
            if (CommonMessage.name(child).equals("code")) {
                codes.add(code(child));
            } else {
                ranges.add(new Range(child.getLineNumber(), needed(child, "from"), needed(child, "to")));
            }
        }
        return new CodeListFile(
                name,
                needed(root, "list"),
                needed(root, "of"),
                isTrue(root, "vocabulary"),
                words(root, "otherwise"),
                root.getLineNumber(),
                codes,
                ranges);
    }

    private static Code code(XdmNode element) {
        return new Code(
                element.getLineNumber(),
                needed(element, "value"),
                said(element, "to"),
                said(element, "kind"),
                needed(element, "name"),
                said(element, "reason"),
                isTrue(element, "preferred"),
                isTrue(element, "one-way"),
                said(element, "withdrawn"),
                words(element, "successors"),
                said(element, "note"));
    }

    private static Optional<String> said(XdmNode element, String attribute) {
        return Optional.ofNullable(element.attribute(attribute)).map(String::strip);
    }

    private static String needed(XdmNode element, String attribute) {
        return said(element, attribute).orElseThrow();
    }

    private static boolean isTrue(XdmNode element, String attribute) {
        return said(element, attribute)
                .filter(word -> word.equals("true") || word.equals("1"))
                .isPresent();
    }

    private static List<String> words(XdmNode element, String attribute) {
        return said(element, attribute)
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split("\\s+")))
                .orElse(List.of());
    }

    /** Every complaint of the validator is a problem; of two about one element the first says more. */
    private static final class Complaints implements ErrorHandler {
        private final String name;
        private final List<Problem> problems;
        private final HashSet<Integer> lines = new HashSet<>();

        Complaints(String name, List<Problem> problems) {
            this.name = name;
            this.problems = problems;
        }

        @Override
        public void warning(SAXParseException e) {
            error(e);
        }

        @Override
        public void error(SAXParseException e) {
            if (lines.add(e.getLineNumber())) {
                var text = e.getMessage() == null ? "is not valid" : e.getMessage();
                var attribute = ATTRIBUTE.matcher(text);
                problems.add(new Problem(
                        name,
                        e.getLineNumber(),
                        0,
                        RULE.matcher(text).replaceFirst("").strip(),
                        attribute.find() ? Nearest.to(attribute.group(1), ATTRIBUTES) : Optional.empty()));
            }
        }

        @Override
        public void fatalError(SAXParseException e) {
            error(e);
        }
    }
}
