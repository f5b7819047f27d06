package passerelle.translate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.om.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * The name of an element or attribute in strings that are internalised ({@link String#intern}), as a validator compares
 * them. Saxon gives each name a number, by which it is found again.
 */
record InternalName(String prefix, String uri, String local, String displayed) {
    /** Names beyond these are internalised each time: a sender may send any name, and a kept one stays. */
    private static final int MOST_KEPT = 1 << 14;

    private static final AtomicReferenceArray<@Nullable InternalName> KEPT = new AtomicReferenceArray<>(MOST_KEPT);

    static InternalName of(NodeInfo element) {
        int number = element.hasFingerprint() ? element.getFingerprint() : MOST_KEPT;
        var prefix = element.getPrefix();
        var kept = kept(number, prefix);
        return kept == null ? keep(number, prefix, element.getNamespaceUri().toString(), element.getLocalPart()) : kept;
    }

    static InternalName of(NodeName attribute) {
        int number = attribute.hasFingerprint() ? attribute.getFingerprint() : MOST_KEPT;
        var prefix = attribute.getPrefix();
        var kept = kept(number, prefix);
        return kept == null
                ? keep(number, prefix, attribute.getNamespaceUri().toString(), attribute.getLocalPart())
                : kept;
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
