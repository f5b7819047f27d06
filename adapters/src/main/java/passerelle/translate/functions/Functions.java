package passerelle.translate.functions;

import net.sf.saxon.s9api.Processor;

/** The functions that stylesheets call as {@code p:}. They are our own, typed, pure, and safe for threads. */
public final class Functions {
    /** The namespace of all of them. */
    static final String NAMESPACE = "urn:passerelle:functions";

    private Functions() {}

    /** Makes the functions known; before the first stylesheet is compiled. */
    public static void register(Processor processor) {
        Calendars.all().forEach(processor::registerExtensionFunction);
        Codes.all().forEach(processor::registerExtensionFunction);
    }
}
