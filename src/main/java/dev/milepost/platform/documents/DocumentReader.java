package dev.milepost.platform.documents;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads documents of JSON and YAML within {@link DocumentLimits}. */
public final class DocumentReader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DocumentReader() {}

    /**
     * Reads all documents of a text: in JSON one at most, in YAML any number.
     *
     * @param lines makes the line numbers of each document
     * @throws UnreadableDocument where the text is not of the format, or nested or repeated beyond the limits
     * @throws DocumentTooLarge where it has too many bytes
     */
    public static List<Document> readAll(byte[] text, DocumentFormat format, Supplier<LineNumbers> lines) {
        if (text.length > DocumentLimits.BYTES) {
            throw new DocumentTooLarge();
        }
        return switch (format) {
            case JSON -> JsonDocumentReader.read(text, lines.get()).stream().toList();
            case YAML -> YamlDocumentReader.read(decode(text), lines);
        };
    }

    /**
     * Reads a text that has exactly one document, with its line numbers; empty where it has none or several.
     *
     * @throws UnreadableDocument where the text is not of the format, or nested or repeated beyond the limits
     * @throws DocumentTooLarge where it has too many bytes
     */
    public static Optional<Document> readOne(byte[] text, DocumentFormat format) {
        var documents = readAll(text, format, LineNumbers::recording);
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
            throw new UnreadableDocument("it is not UTF-8");
        }
    }
}
