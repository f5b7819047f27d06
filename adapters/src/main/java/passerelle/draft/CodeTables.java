package passerelle.draft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmValue;
import passerelle.translate.CodeLists;

/** The code lists of {@code config/codes}, to be asked which of them have all of some values. */
final class CodeTables {
    private final Map<String, Table> tables = new TreeMap<>();

    /** A list. @param meanings each code with what it means; of a code that says that there is none, the empty text */
    record Table(String id, String of, Map<String, String> meanings) {
        boolean has(Collection<String> codes) {
            return codes.stream()
                    .allMatch(code -> !meanings.getOrDefault(code, "").isEmpty());
        }

        /** Codes that mean something in both lists, and not the same; one that a list refuses cannot be misread. */
        List<String> conflicts(Table other) {
            return meanings.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty()
                            && !other.meanings.getOrDefault(entry.getKey(), "").isEmpty()
                            && !entry.getValue().equals(other.meanings.get(entry.getKey())))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    CodeTables(CodeLists lists) {
        lists.map().entrySet().forEach(entry -> {
            var id = entry.getKey().getStringValue();
            var list = (XdmMap) entry.getValue();
            var meanings = new TreeMap<String, String>();
            ((XdmMap) list.get(new XdmAtomicValue("in")))
                    .entrySet()
                    .forEach(code -> meanings.put(
                            code.getKey().getStringValue(),
                            text(((XdmMap) code.getValue()).get(new XdmAtomicValue("to")))));
            tables.put(id, new Table(id, text(list.get(new XdmAtomicValue("of"))), meanings));
        });
    }

    private static String text(XdmValue value) {
        return value == null || value.size() == 0 ? "" : value.itemAt(0).getStringValue();
    }

    /** The lists of a vocabulary that have every one of the codes. */
    List<Table> fitting(String of, Collection<String> codes) {
        var fitting = new ArrayList<Table>();
        tables.values().stream()
                .filter(table -> table.of().equals(of) && table.has(codes))
                .forEach(fitting::add);
        return fitting;
    }

    Optional<Table> find(String id) {
        return Optional.ofNullable(tables.get(id));
    }
}
