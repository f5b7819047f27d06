package passerelle.translate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import net.sf.saxon.om.NamePool;
import net.sf.saxon.tree.tiny.TinyTree;
import org.jspecify.annotations.Nullable;

/**
 * The name of an element or attribute in strings that are internalised ({@link String#intern}), as a validator compares
 * them. Saxon gives each name a number, by which it is found again.
 */
record InternalName(String prefix, String uri, String local, String displayed) {
    /** Names beyond these are internalised each time: a sender may send any name, and a kept one stays. */
    private static final int MOST_KEPT = 1 << 14;

    private static final int PREFIX_BITS = 20;

    private static final AtomicReferenceArray<@Nullable InternalName> KEPT = new AtomicReferenceArray<>(MOST_KEPT);

    /** @param code what a tree calls a name by: the number, and one of its prefixes in the bits above */
    static InternalName of(TinyTree tree, int code) {
        int number = code & NamePool.FP_MASK;
        var prefix = NamePool.isPrefixed(code) ? tree.getPrefixPool().getPrefix(code >> PREFIX_BITS) : "";
        var kept = kept(number, prefix);
        if (kept != null) {
            return kept;
        }
        var names = tree.getNamePool();
        return keep(number, prefix, names.getURI(number).toString(), names.getLocalName(number));
    }

    /** The number leaves the prefix out. */
    private static @Nullable InternalName kept(int number, String prefix) {
        var kept = number < MOST_KEPT ? KEPT.get(number) : null;
        return kept != null && kept.prefix.equals(prefix) ? kept : null;
    }

    private static InternalName keep(int number, String prefix, String uri, String local) {
        var name = new InternalName(
                prefix.intern(),
                uri.intern(),
                local.intern(),
                (prefix.isEmpty() ? local : prefix + ":" + local).intern());
        if (number < MOST_KEPT) {
            KEPT.set(number, name);
        }
        return name;
    }
}
