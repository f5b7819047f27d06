package passerelle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.format.flat.Layout;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.translate.CaseResult;
import passerelle.translate.Cases;
import passerelle.translate.Formats;
import passerelle.translate.Rule;
import passerelle.translate.Rules;
import passerelle.translate.Tracing;

/**
 * All cases of one format, and what of the format they leave aside.
 *
 * @param problems why the format cannot be loaded; then it has no results
 * @param results of each case, in the order of their names; a case with neither input nor back has none
 * @param untouched templates and functions of the format's own folder that no case runs
 * @param unfilled fields of its layout that no case has a value for
 */
record FormatRun(
        FormatId id,
        Optional<Cases> cases,
        List<Problem> problems,
        Map<String, Outcome> results,
        List<Rule> untouched,
        List<String> unfilled) {

    /** What one case gave, and how long it took. */
    record Outcome(List<CaseResult> results, Duration took) {
        boolean isGood() {
            return !results.isEmpty() && results.stream().allMatch(CaseResult::isGood);
        }
    }

    /** @param time for one translation; watched stylesheets are slower */
    static FormatRun of(Path home, FormatId id, Duration time) {
        var problems = new ArrayList<Problem>();
        var tracing = new Tracing(home);
        var formats = Formats.load(home, Set.of(id), time, Optional.of(tracing), Optional.empty(), problems);
        var format = formats.find(id);
        if (format.isEmpty()) {
            return new FormatRun(id, Optional.empty(), problems, Map.of(), List.of(), List.of());
        }
        var folder = formats.folder(id);
        var cases = new Cases(format.get(), folder);
        var results = new LinkedHashMap<String, Outcome>();
        var filled = new LinkedHashSet<String>();
        for (var name : cases.names()) {
            long start = System.nanoTime();
            var result = cases.results(name);
            results.put(name, new Outcome(result, Duration.ofNanos(System.nanoTime() - start)));
            if (format.get().layout().isPresent()) {
                cases.natives(name).forEach(document -> fill(document, "", filled));
            }
        }
        var rules = Rules.read(home, List.of(folder.resolve("to-common.xsl"), folder.resolve("from-common.xsl")));
        var untouched = rules.below("xslt/" + id + "/").stream()
                .filter(rule -> !tracing.hasTouched(rule))
                .toList();
        var unfilled = format
                .get()
                .layout()
                .flatMap(file -> Layout.read(home, file, problems))
                .map(Layout::openFields)
                .orElse(List.of())
                .stream()
                .filter(field -> filled.stream().noneMatch(path -> path.endsWith("/" + field)))
                .toList();
        return new FormatRun(id, Optional.of(cases), problems, results, untouched, unfilled);
    }

    /** Adds the path of each element that has a text and no others in it; the document itself has the path "". */
    static void fill(XdmNode node, String path, Set<String> filled) {
        var isLeaf = true;
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                isLeaf = false;
                fill(child, path + "/" + child.getNodeName().getLocalName(), filled);
            }
        }
        if (isLeaf && !node.getStringValue().isBlank()) {
            filled.add(path);
        }
    }

    long failed() {
        return results.values().stream().filter(outcome -> !outcome.isGood()).count();
    }

    boolean isGood() {
        return problems.isEmpty() && failed() == 0;
    }
}
