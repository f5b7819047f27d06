package passerelle.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import passerelle.config.Nearest;
import passerelle.model.Problem;
import passerelle.translate.CodeListFile.Code;

/** Holds code lists against each other: every code means a word of the common model, and each fault has its line. */
final class CodeListCheck {
    private final Map<String, CodeListFile> lists;
    private final Map<String, Map<String, Code>> words;
    private final List<Problem> problems;

    private CodeListCheck(Map<String, CodeListFile> lists, List<Problem> problems) {
        this.lists = lists;
        this.words = words(lists.values());
        this.problems = problems;
    }

    static void check(Map<String, CodeListFile> lists, List<Problem> problems) {
        var check = new CodeListCheck(lists, problems);
        lists.values().forEach(check::list);
        check.vocabularies();
    }

    /** The words of the common model: of what, then word to its code. */
    static Map<String, Map<String, Code>> words(Collection<CodeListFile> lists) {
        var words = new HashMap<String, Map<String, Code>>();
        for (var list : lists) {
            if (list.isVocabulary()) {
                var own = words.computeIfAbsent(list.of(), of -> new TreeMap<>());
                withRanges(list).stream()
                        .filter(code -> meaning(code).equals(code.value()))
                        .forEach(code -> own.putIfAbsent(code.value(), code));
            }
        }
        return words;
    }

    /** What a code means: another word, or itself. */
    static String meaning(Code code) {
        return code.to().orElse(code.value());
    }

    /** The codes of a list, then those that its ranges add. */
    static List<Code> withRanges(CodeListFile list) {
        var all = new ArrayList<>(list.codes());
        for (var range : list.ranges()) {
            for (var value = range.from(); value.compareTo(range.to()) <= 0; value = next(value)) {
                all.add(plain(range.line(), value));
            }
        }
        return all;
    }

    /** XAZ becomes XBA; what follows ZZZ is after every code. */
    private static String next(String value) {
        var letters = value.toCharArray();
        for (int i = letters.length - 1; i >= 0; i--) {
            if (letters[i] < 'Z') {
                letters[i]++;
                return new String(letters);
            }
            letters[i] = 'A';
        }
        return "[";
    }

    private static Code plain(int line, String value) {
        return new Code(
                line,
                value,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private void list(CodeListFile list) {
        for (var other : list.otherwise()) {
            var found = Optional.ofNullable(lists.get(other));
            if (found.isEmpty() || other.equals(list.list())) {
                problem(
                        list,
                        list.line(),
                        "'otherwise' names the list '" + other + "'",
                        Nearest.to(other, others(list)));
            } else if (!found.get().of().equals(list.of())) {
                problem(
                        list,
                        list.line(),
                        "'otherwise' names '" + other + "', a list of "
                                + found.get().of() + "; expected one of " + list.of(),
                        Optional.empty());
            }
        }
        if (!words.containsKey(list.of())) {
            problem(
                    list,
                    list.line(),
                    "'of' is '" + list.of() + "', of which there is no vocabulary",
                    Nearest.to(list.of(), words.keySet()));
            return;
        }
        var earlier = new HashMap<String, Integer>();
        var preferred = new HashMap<String, String>();
        for (var code : list.codes()) {
            Optional.ofNullable(earlier.putIfAbsent(code.value(), code.line()))
                    .ifPresent(line -> problem(
                            list,
                            code.line(),
                            "code '" + code.value() + "' stands in line " + line + " already; once is right",
                            Optional.empty()));
            code(list, code);
            if (code.isPreferred()) {
                Optional.ofNullable(preferred.putIfAbsent(meaning(code), code.value()))
                        .ifPresent(other -> problem(
                                list,
                                code.line(),
                                "'" + code.value() + "' and '" + other + "' are both preferred for '" + meaning(code)
                                        + "'; one is right",
                                Optional.empty()));
            }
        }
        for (var range : list.ranges()) {
            if (!list.isVocabulary() || range.from().compareTo(range.to()) > 0) {
                problem(
                        list,
                        range.line(),
                        "the range from '" + range.from() + "' to '" + range.to()
                                + "' has no codes; expected one in the order of the alphabet, in a vocabulary",
                        Optional.empty());
            }
        }
    }

    private void code(CodeListFile list, Code code) {
        if (code.isWithoutValue()) {
            withoutValue(list, code);
            return;
        }
        if (code.to().isEmpty() && !list.isVocabulary()) {
            problem(
                    list,
                    code.line(),
                    "code '" + code.value() + "' has no 'to'; expected what it means",
                    Optional.empty());
            return;
        }
        if (code.kind().isPresent() && (!list.isVocabulary() || !meaning(code).equals(code.value()))) {
            problem(
                    list,
                    code.line(),
                    "code '" + code.value() + "' has the kind '" + code.kind().get()
                            + "'; its common value says what it is",
                    Optional.empty());
        }
        known(list, code, "means", meaning(code));
        code.successors().forEach(successor -> known(list, code, "has the successor", successor));
        boolean isHistoric = code.kind().equals(Optional.of("historic"));
        if (isHistoric != (code.withdrawn().isPresent() && !code.successors().isEmpty())) {
            problem(
                    list,
                    code.line(),
                    "code '" + code.value()
                            + "'; expected 'withdrawn' and 'successors' with the kind 'historic', and no" + " other",
                    Optional.empty());
        }
    }

    private void withoutValue(CodeListFile list, Code code) {
        boolean isAbsent = code.kind().equals(Optional.of("absent"));
        if (code.to().isPresent()
                || isAbsent != code.reason().isPresent()
                || !isAbsent && code.note().isEmpty()) {
            problem(
                    list,
                    code.line(),
                    "code '" + code.value() + "' is " + code.kind().orElse("") + "; expected "
                            + (isAbsent ? "a 'reason'" : "a 'note' that says why and no 'reason'") + ", and no 'to'",
                    Optional.empty());
        }
    }

    private void known(CodeListFile list, Code code, String verb, String word) {
        var known = words.getOrDefault(list.of(), Map.of()).keySet();
        if (!known.contains(word)) {
            problem(
                    list,
                    code.line(),
                    "code '" + code.value() + "' " + verb + " '" + word + "', which is no word of the common model",
                    Nearest.to(word, known));
        }
    }

    /** A word has one home: two vocabularies that both define it could differ. */
    private void vocabularies() {
        var homes = new HashMap<String, CodeListFile>();
        for (var list : lists.values()) {
            if (list.isVocabulary()) {
                for (var code : list.codes()) {
                    var home = Optional.ofNullable(homes.putIfAbsent(list.of() + " " + code.value(), list));
                    home.filter(other -> !other.equals(list))
                            .ifPresent(other -> problem(
                                    list,
                                    code.line(),
                                    "code '" + code.value() + "' is a word of '" + other.list()
                                            + "' already; one is right",
                                    Optional.empty()));
                }
            }
        }
    }

    private Set<String> others(CodeListFile list) {
        var others = new TreeMap<>(lists);
        others.remove(list.list());
        return others.keySet();
    }

    private void problem(CodeListFile list, int line, String text, Optional<String> suggestion) {
        problems.add(new Problem(list.file(), line, 0, text, suggestion));
    }
}
