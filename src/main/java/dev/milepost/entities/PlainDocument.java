package dev.milepost.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The one document of a text, whatever it is of, and the lines of what is in it.
 *
 * @param value what it says
 */
public record PlainDocument(JsonNode value, Lines lines) {

    /**
     * Reads a text that has exactly one document; empty where it has none or several of them.
     *
     * @throws UnreadableEntities where it is not of the format, or more than fits
     */
    public static Optional<PlainDocument> read(byte[] text, Format format) {
        var documents = EntityReader.documents(text, format, Lines::kept);
        return documents.size() == 1
                ? Optional.of(new PlainDocument(
                        documents.get(0).value(), documents.get(0).lines()))
                : Optional.empty();
    }
}
