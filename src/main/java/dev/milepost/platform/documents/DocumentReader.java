package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads JSON and YAML documents within {@link DocumentLimits}. */
public final class DocumentReader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DocumentReader() {}

    /**
     * Reads the documents of a text: at most one in JSON, several in YAML.
     *
     * @param lines creates the line numbers of each document
     * @param most the maximum number of documents; a text with more is read up to the first that is too many, so that
     *     the caller refuses it
     * @throws UnreadableDocument if the text is not in the format, or exceeds the limits on nesting or size
     * @throws ProblemException if it has too many bytes
     */
    public static List<Document> readAll(byte[] text, DocumentFormat format, Supplier<LineNumbers> lines, int most) {
        return readAll(text, format, lines, most, DocumentLimits.CHARACTERS);
    }

    /**
     * As {@link #readAll(byte[], DocumentFormat, Supplier, int)}, with a lower limit of the whole content.
     *
     * @param characters the limit of all characters, to which each value adds 64, about its memory overhead
     */
    public static List<Document> readAll(
            byte[] text, DocumentFormat format, Supplier<LineNumbers> lines, int most, int characters) {
        if (text.length > DocumentLimits.BYTES) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE, "A text may have at most " + DocumentLimits.BYTES + " bytes (10 MiB)");
        }
        return switch (format) {
            case JSON ->
                JsonDocumentReader.read(text, lines.get(), characters).stream().toList();
            case YAML -> YamlDocumentReader.read(decode(text), lines, most, characters);
        };
    }

    /**
     * A document, or an element of a document that is a list.
     *
     * @param lines the line numbers of the document
     * @param pointer the JSON pointer to the element in the document; empty for the whole document
     */
    public record Element(JsonNode value, LineNumbers lines, String pointer) {}

    /**
     * Reads a text in which each document is one element or a list of them.
     *
     * @param most the maximum number of elements, and of documents
     * @param limited continues "At most 1000", such as "entities can be validated"
     * @throws UnreadableDocument if the text is not in the format, or exceeds the limits on nesting or size
     * @throws DocumentTooLarge if it has too many bytes
     * @throws ProblemException if it has too many elements or documents
     */
    public static List<Element> readElements(
            byte[] text, DocumentFormat format, Supplier<LineNumbers> lines, int most, String limited) {
        var read = new ArrayList<Element>();
        var documents = readAll(text, format, lines, most);
        for (var document : documents) {
            if (document.value().isArray()) {
                int index = 0;
                for (var element : document.value()) {
                    read.add(new Element(element, document.lines(), "/" + index++));
                }
            } else {
                read.add(new Element(document.value(), document.lines(), ""));
            }
            if (documents.size() > most || read.size() > most) {
                throw ProblemException.of(
                        ProblemType.TOO_LARGE,
                        "At most %d %s in one call. Split them into several calls.".formatted(most, limited));
            }
        }
        return read;
    }

    /**
     * Reads a text with exactly one document, and its line numbers. Empty if it has none or several.
     *
     * @throws UnreadableDocument if the text is not in the format, or exceeds the limits on nesting or size
     * @throws ProblemException if it has too many bytes
     */
    public static Optional<Document> readOne(byte[] text, DocumentFormat format) {
        var documents = readAll(text, format, LineNumbers::recording, 1);
        return documents.size() == 1 ? Optional.of(documents.get(0)) : Optional.empty();
    }

    private static String decode(byte[] text) {
        try {
            var decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException e) {
            throw new UnreadableDocument("the text is not valid UTF-8");
        }
    }
}
