package dev.milepost.policy.formats;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML as a stream of elements. A document type is skipped unread, so nothing is fetched, and no entity is expanded
 * but the five that XML itself has.
 */
final class XmlDocument {

    private static final int DEPTH = 100;

    /** The characters that are kept of the text of one element. */
    private static final int TEXT = 2_000;

    private static final XMLInputFactory FACTORY = factory();

    private final List<String> path = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlDocument() {}

    /** Is told of each element. */
    interface Visitor {

        /** @param attributes returns the value of an attribute by its name without a prefix; null if there is none */
        default void start(XmlPath at, UnaryOperator<@Nullable String> attributes) {}

        /** @param text the first characters of the element after its last child, without white space at its ends */
        default void end(XmlPath at, String text) {}
    }

    /** Where an element is: the names of it and of all that it is in, without namespaces. */
    record XmlPath(List<String> names) {

        String name() {
            return ancestor(0);
        }

        String parent() {
            return ancestor(1);
        }

        /** The name of the element that is some levels above; empty if there is none. */
        String ancestor(int levels) {
            return levels < names.size() ? names.get(names.size() - 1 - levels) : "";
        }

        boolean is(String... expected) {
            return names.equals(List.of(expected));
        }

        boolean isBelow(String name) {
            return names.contains(name);
        }

        /** Such as {@code /bom/components/component}. */
        String text() {
            return "/" + String.join("/", names);
        }
    }

    /** The name of the root element, without its namespace. */
    static String root(byte[] document) {
        return root(document, XMLStreamReader::getLocalName);
    }

    /** The namespace of the root element; empty if it has none. */
    static String namespace(byte[] document) {
        return root(document, XMLStreamReader::getNamespaceURI);
    }

    private static String root(byte[] document, Function<XMLStreamReader, @Nullable String> part) {
        return withReader(document, reader -> {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    var text = part.apply(reader);
                    return text == null ? "" : text;
                }
            }
            throw Facts.unreadable("", "The XML has no root element.");
        });
    }

    static void visit(byte[] document, Visitor visitor) {
        var reading = new XmlDocument();
        withReader(document, reader -> {
            while (reader.hasNext()) {
                reading.event(reader.next(), reader, visitor);
            }
            return visitor;
        });
    }

    private interface Reading<T> {
        T of(XMLStreamReader reader) throws XMLStreamException;
    }

    private static <T> T withReader(byte[] document, Reading<T> reading) {
        if (declaresEntities(document)) {
            throw Facts.unreadable(
                    "", "The XML declares entities, which are not expanded. Send it without a document type.");
        }
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            return reading.of(reader);
        } catch (XMLStreamException e) {
            var line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw Facts.unreadable("", "The XML is not well-formed at line %d, or exceeds a limit.".formatted(line));
        } finally {
            close(reader);
        }
    }

    private void event(int event, XMLStreamReader reader, Visitor visitor) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (path.size() == DEPTH) {
                    throw Facts.unreadable("", "The XML is nested more than %d levels deep.".formatted(DEPTH));
                }
                path.add(reader.getLocalName());
                text.setLength(0);
                visitor.start(new XmlPath(path), name -> attribute(reader, name));
            }
            case XMLStreamConstants.END_ELEMENT -> {
                visitor.end(new XmlPath(path), text.toString().strip());
                text.setLength(0);
                path.remove(path.size() - 1);
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text.append(
                        reader.getText(), 0, Math.min(reader.getTextLength(), TEXT - Math.min(TEXT, text.length())));
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw Facts.unreadable("", "The XML refers to an entity that it does not have.");
            default -> {
                // Comments, processing instructions and the document type say nothing.
            }
        }
    }

    private static @Nullable String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Nothing would be expanded anyway: the sender is to know why facts are missing. */
    private static boolean declaresEntities(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1).contains("<!ENTITY");
    }

    private static void close(@Nullable XMLStreamReader reader) {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (XMLStreamException e) {
            // It reads from memory and holds nothing.
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        });
        return factory;
    }
}
