package passerelle.translate.functions;

import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmValue;

/** A function of the namespace {@code urn:passerelle:functions}: its name, its XPath types, and what it does. */
record Function(String name, SequenceType result, List<SequenceType> arguments, Body body)
        implements ExtensionFunction {
    static final String NAMESPACE = "urn:passerelle:functions";
    static final SequenceType STRING = SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ONE);
    static final SequenceType MAYBE_STRING =
            SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ZERO_OR_ONE);
    static final SequenceType STRINGS =
            SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ZERO_OR_MORE);
    static final SequenceType INTEGER = SequenceType.makeSequenceType(ItemType.INTEGER, OccurrenceIndicator.ONE);
    static final SequenceType MAYBE_INTEGER =
            SequenceType.makeSequenceType(ItemType.INTEGER, OccurrenceIndicator.ZERO_OR_ONE);
    static final SequenceType BOOLEAN = SequenceType.makeSequenceType(ItemType.BOOLEAN, OccurrenceIndicator.ONE);
    static final SequenceType MAP = SequenceType.makeSequenceType(ItemType.ANY_MAP, OccurrenceIndicator.ONE);
    static final SequenceType MAYBE_MAP =
            SequenceType.makeSequenceType(ItemType.ANY_MAP, OccurrenceIndicator.ZERO_OR_ONE);

    Function {
        arguments = List.copyOf(arguments);
    }

    /** What a function does with its arguments; XPath has checked their types. */
    @FunctionalInterface
    interface Body {
        XdmValue call(Arguments arguments);
    }

    @Override
    public QName getName() {
        return new QName(NAMESPACE, name);
    }

    @Override
    public SequenceType getResultType() {
        return result;
    }

    @Override
    public SequenceType[] getArgumentTypes() {
        return arguments.toArray(SequenceType[]::new);
    }

    @Override
    public XdmValue call(XdmValue[] values) {
        return body.call(new Arguments(List.of(values)));
    }

    /** The arguments of one call. */
    record Arguments(List<XdmValue> values) {
        Arguments {
            values = List.copyOf(values);
        }

        /** The text of an argument; "" when it is the empty sequence. */
        String text(int index) {
            return values.get(index).isEmpty()
                    ? ""
                    : values.get(index).itemAt(0).getStringValue();
        }

        boolean is(int index) {
            return "true".equals(text(index));
        }

        /** A count; one that no field can have is as good as the nearest int. */
        int count(int index) {
            var text = text(index);
            return text.length() > 9
                    ? (text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE)
                    : Integer.parseInt(text);
        }

        List<String> texts(int index) {
            var texts = new ArrayList<String>();
            for (XdmItem item : values.get(index)) {
                texts.add(item.getStringValue());
            }
            return texts;
        }
    }
}
