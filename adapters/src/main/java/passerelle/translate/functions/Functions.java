package passerelle.translate.functions;

import java.util.List;
import java.util.stream.Stream;
import net.sf.saxon.s9api.Processor;

/** The functions that a stylesheet may call with the prefix p; XPath 3.1 sees them as any other function. */
public final class Functions {
    private Functions() {}

    /** Makes every function known to {@code processor}. */
    public static void register(Processor processor) {
        Stream.of(Transliteration.all(), Mrz.all()).flatMap(List::stream).forEach(processor::registerExtensionFunction);
    }
}
