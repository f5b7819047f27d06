package passerelle.format.copybook;

import java.util.ArrayList;

/**
 * Bytes that a compiler puts before SYNCHRONIZED items, so that they begin at a multiple of their alignment, and at the
 * end of each entry of a table that has such items. As IBM's compilers do it, counted from the begin of the record.
 */
final class Slack {
    private Slack() {}

    /** Before an item that would begin at {@code at}; for a group, before its first item. */
    static long before(Item item, Scope around, long at) {
        var scope = around.with(item.entry());
        if (!item.isGroup()) {
            return upTo(alignment(item, scope), at);
        }
        return item.items().stream()
                .findFirst()
                .map(first -> before(first, scope, at))
                .orElse(0L);
    }

    /** At the end of an entry of a table. */
    static long after(Item table, Scope around, long length) {
        return table.isTable() ? upTo(widest(table, around), length) : 0;
    }

    private static int widest(Item item, Scope around) {
        var scope = around.with(item.entry());
        if (!item.isGroup()) {
            return alignment(item, scope);
        }
        return item.items().stream()
                .filter(below -> below.entry().redefines().isEmpty())
                .mapToInt(below -> widest(below, scope))
                .max()
                .orElse(1);
    }

    private static int alignment(Item item, Scope scope) {
        if (!scope.isSynchronized() || scope.usage().alignment(0) == 1) {
            return 1;
        }
        var elsewhere = new Reports("", new ArrayList<>());
        long length = item.entry()
                .picture()
                .flatMap(token -> Picture.of(token, elsewhere))
                .map(picture -> Storage.binary(picture.digits()))
                .orElse(0L);
        return scope.usage().alignment(length);
    }

    private static long upTo(int multiple, long at) {
        return (multiple - at % multiple) % multiple;
    }
}
