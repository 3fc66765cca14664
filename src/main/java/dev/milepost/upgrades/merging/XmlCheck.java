package dev.milepost.upgrades.merging;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** Checks that a text is well-formed XML without external references. */
final class XmlCheck {

    private static final int MAX_DEPTH = 100;

    private XmlCheck() {}

    static boolean isWellFormed(String text) {
        if (text.contains("<!DOCTYPE")) {
            return false;
        }
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new StringReader(text));
            int depth = 0;
            while (reader.hasNext() && depth <= MAX_DEPTH) {
                int event = reader.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            }
            return depth == 0;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
