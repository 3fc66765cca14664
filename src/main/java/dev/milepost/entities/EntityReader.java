package dev.milepost.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads entities: one, a list of them, or in YAML any number of documents of either. What cannot be read is told by an
 * {@link UnreadableEntities} or a {@link TooManyEntities}, and by nothing else.
 */
public final class EntityReader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private EntityReader() {}

    public static List<Entity> read(byte[] text, Format format) {
        return entities(documents(text, format, Lines::untold)).stream()
                .map(DeclaredEntity::entity)
                .toList();
    }

    /** The same, and where each value stands. */
    public static List<DeclaredEntity> readWithLines(byte[] text, Format format) {
        return entities(documents(text, format, Lines::kept));
    }

    static List<Document> documents(byte[] text, Format format, Supplier<Lines> lines) {
        if (text.length > Limits.BYTES) {
            throw TooManyEntities.bytes();
        }
        return switch (format) {
            case JSON -> JsonDocument.read(text, lines.get()).stream().toList();
            case YAML -> YamlDocuments.read(decode(text), lines);
        };
    }

    private static List<DeclaredEntity> entities(List<Document> documents) {
        var entities = new ArrayList<DeclaredEntity>();
        for (var document : documents) {
            if (document.value().isArray()) {
                int index = 0;
                for (var element : document.value()) {
                    add(entities, element, document, "/" + index++);
                }
            } else {
                add(entities, document.value(), document, "");
            }
        }
        return entities;
    }

    private static void add(List<DeclaredEntity> entities, JsonNode value, Document document, String at) {
        if (entities.size() == Limits.ENTITIES) {
            throw TooManyEntities.entities();
        }
        entities.add(new DeclaredEntity(Entity.of(value), document.lines(), at));
    }

    private static String decode(byte[] text) {
        try {
            var decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException e) {
            throw new UnreadableEntities("it is not UTF-8");
        }
    }
}
