package passerelle.format.flat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Reads what a layout says of the header row of its files. */
final class HeaderRowAttributes {
    private HeaderRowAttributes() {}

    static Optional<HeaderRow> read(LayoutElement root, Shape shape, List<FlatRecordType> types) {
        var says = root.word("header-row", List.of("none", "required", "optional"));
        boolean ignoresOthers =
                root.word("other-columns", List.of("refuse", "ignore")).equals("ignore");
        if (says.equals("none")) {
            if (root.has("other-columns")) {
                root.problem("'other-columns' belongs to header-row=\"required\" or \"optional\"");
            }
            return Optional.empty();
        }
        if (!(shape instanceof DelimitedShape delimited)) {
            root.problem("'header-row' belongs to framing=\"delimited\"");
            return Optional.empty();
        }
        if (types.size() != 1) {
            root.problem("'header-row' is '" + says + "' and the layout has " + types.size()
                    + " records; expected one, whose fields the columns are");
            return Optional.empty();
        }
        var header = new HeaderRow(delimited, types.get(0), says.equals("required"), ignoresOthers);
        check(root, header);
        return Optional.of(header);
    }

    private static void check(LayoutElement root, HeaderRow header) {
        var seen = new HashSet<String>();
        for (var column : header.columns()) {
            if (!seen.add(column)) {
                root.problem("two fields have the column '" + column + "'; expected one for each");
            }
            if (header.write(column) instanceof Result.Failed<byte[]> failed) {
                unwritable(root, column, failed.failure());
            }
        }
        if (header.type().tail().isPresent()
                || header.type().fieldNames().stream().anyMatch(n -> n.contains("["))) {
            root.problem("'header-row' is there and a field stands several times; expected a field for each column");
        }
    }

    private static void unwritable(LayoutElement root, String column, Failure failure) {
        root.problem("the column '" + column + "' cannot be written; expected " + failure.expected());
    }
}
