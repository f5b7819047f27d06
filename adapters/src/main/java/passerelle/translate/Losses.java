package passerelle.translate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.config.YamlMap;

/**
 * What a format leaves behind on purpose, as {@code losses} of {@code format.yaml} says it: {@code in} are paths of native
 * elements or attributes that do not come back, {@code out} are paths of the common message that the native form lacks.
 * A path is read from its end, as an XSLT pattern is, with names without prefix: {@code header/officer}, {@code
 * sex/@verbatim}, {@code guest/*}. What stands in a lost element is lost with it. With {@code only}, values are named that
 * need not come back as they were, or be told from absence ({@code nothing} is the empty text); every other value must.
 * {@code moved} are native elements that come back with their text and in their order, but under another's name among them.
 */
record Losses(List<Path> in, List<Path> moved, List<Path> out) {
    /** How {@code only} writes the empty text. */
    private static final String NOTHING = "nothing";

    private static final Pattern FORM =
            Pattern.compile("((\\*|[\\p{L}_][\\p{L}\\p{N}._-]*)/)*(\\*|@?[\\p{L}_][\\p{L}\\p{N}._-]*)");

    Losses {
        in = List.copyOf(in);
        moved = List.copyOf(moved);
        out = List.copyOf(out);
    }

    /**
     * The steps of a path, an attribute with its {@code @}.
     *
     * @param only the values that are lost; empty means any
     */
    record Path(List<String> steps, List<String> only) {
        Path {
            steps = List.copyOf(steps);
            only = List.copyOf(only);
        }

        boolean is(XdmNode node) {
            return (only.isEmpty() || only.contains(node.getStringValue().strip())) && leadsTo(node);
        }

        private boolean leadsTo(XdmNode node) {
            XdmNode at = node;
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (at == null || at.getNodeName() == null || !isStep(steps.get(i), at)) {
                    return false;
                }
                at = at.getParent();
            }
            return true;
        }

        private static boolean isStep(String step, XdmNode node) {
            boolean attribute = node.getNodeKind() == XdmNodeKind.ATTRIBUTE;
            return step.equals((attribute ? "@" : "") + CommonMessage.name(node)) || step.equals("*") && !attribute;
        }
    }

    /** The paths that a loss has under {@code key}; what is no path is a problem. */
    static List<Path> paths(YamlMap loss, String key) {
        var only = loss.has("only")
                ? loss.list("only").stream()
                        .map(text -> text.value().equals(NOTHING) ? "" : text.value())
                        .toList()
                : List.<String>of();
        if (!loss.has(key)) {
            return List.of();
        }
        return loss.list(key).stream()
                .filter(text -> {
                    boolean isPath = FORM.matcher(text.value()).matches();
                    if (!isPath) {
                        loss.problem(
                                text,
                                "'" + key + "' has '" + text.value()
                                        + "'; expected names joined by slashes, as in person/name or sex/@verbatim",
                                Optional.empty());
                    }
                    return isPath;
                })
                .map(text -> new Path(List.of(text.value().split("/")), only))
                .toList();
    }

    /** Whether a native element or attribute need not come back. */
    boolean coversIn(XdmNode node) {
        return covers(in, node);
    }

    /** Whether a native element may come back under the name of another such. */
    boolean movesIn(XdmNode node) {
        return moved.stream().anyMatch(path -> path.is(node));
    }

    /** Whether an element or attribute of a common message need not be in the native document. */
    boolean coversOut(XdmNode node) {
        return covers(out, node);
    }

    private static boolean covers(List<Path> paths, XdmNode node) {
        for (XdmNode at = node; at != null; at = at.getParent()) {
            var inside = at;
            if (paths.stream().anyMatch(path -> path.is(inside))) {
                return true;
            }
        }
        return false;
    }
}
