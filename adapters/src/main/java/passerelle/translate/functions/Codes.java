package passerelle.translate.functions;

import java.util.List;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmValue;
import passerelle.config.Nearest;

/** What {@code xslt/common/codes.xsl} needs of Java. */
final class Codes {
    private static final int MOST_SUGGESTIONS = 3;

    private Codes() {}

    static List<ExtensionFunction> all() {
        return List.of(new NearestWords());
    }

    /** {@code p:nearest('UKA', ('UKR', 'FRA'))} is {@code UKR}: at most three words that are near, the nearest first. */
    private static final class NearestWords implements ExtensionFunction {
        private static final SequenceType TEXT =
                SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ONE);
        private static final SequenceType TEXTS =
                SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ZERO_OR_MORE);

        @Override
        public QName getName() {
            return new QName(Functions.NAMESPACE, "nearest");
        }

        @Override
        public SequenceType getResultType() {
            return TEXTS;
        }

        @Override
        public SequenceType[] getArgumentTypes() {
            return new SequenceType[] {TEXT, TEXTS};
        }

        @Override
        public XdmValue call(XdmValue[] given) {
            var words = given[1].stream().map(XdmItem::getStringValue).toList();
            return new XdmValue(Nearest.some(given[0].itemAt(0).getStringValue(), words, MOST_SUGGESTIONS).stream()
                    .map(XdmAtomicValue::new)
                    .toList());
        }
    }
}
