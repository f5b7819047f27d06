package passerelle.translate.functions;

import java.util.List;
import java.util.stream.Stream;
import net.sf.saxon.s9api.Processor;

/** The functions that stylesheets call as {@code p:}. They are our own, typed, pure, and safe for threads. */
public final class Functions {
    private Functions() {}

    /** Makes the functions known; before the first stylesheet is compiled. */
    public static void register(Processor processor) {
        Stream.of(Calendars.all(), Codes.all(), Transliteration.all(), Mrz.all(), Pictures.all())
                .flatMap(List::stream)
                .forEach(processor::registerExtensionFunction);
    }
}
