package passerelle.adapter.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;

/**
 * One element of a document, read as if it were the whole: the namespaces declared around it are declared on it, since
 * values such as {@code xsi:type="n:citizen"} depend on them.
 */
final class Fragment extends StreamReaderDelegate {
    private record Declaration(String prefix, String uri) {}

    private final List<Declaration> atTop = new ArrayList<>();
    private int event = XMLStreamConstants.START_DOCUMENT;
    private int depth;

    /** @param reader stands at the start of the element */
    Fragment(XMLStreamReader reader, Map<String, String> around) {
        super(reader);
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            atTop.add(new Declaration(orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i))));
        }
        around.forEach((prefix, uri) -> {
            if (!uri.isEmpty() && atTop.stream().noneMatch(own -> own.prefix.equals(prefix))) {
                atTop.add(new Declaration(prefix, uri));
            }
        });
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public int getEventType() {
        return event;
    }

    @Override
    public int next() throws XMLStreamException {
        if (event == XMLStreamConstants.START_DOCUMENT) {
            event = XMLStreamConstants.START_ELEMENT;
        } else if (depth == 0) {
            event = XMLStreamConstants.END_DOCUMENT;
        } else {
            event = super.next();
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    @Override
    public boolean hasNext() {
        return event != XMLStreamConstants.END_DOCUMENT;
    }

    /** The reader lives on: more may follow the element. */
    @Override
    public void close() {}

    private boolean isAtTop() {
        return depth == 1 && event == XMLStreamConstants.START_ELEMENT;
    }

    @Override
    public int getNamespaceCount() {
        return isAtTop() ? atTop.size() : super.getNamespaceCount();
    }

    @Override
    public @Nullable String getNamespacePrefix(int index) {
        return isAtTop() ? atTop.get(index).prefix : super.getNamespacePrefix(index);
    }

    @Override
    public @Nullable String getNamespaceURI(int index) {
        return isAtTop() ? atTop.get(index).uri : super.getNamespaceURI(index);
    }
}
