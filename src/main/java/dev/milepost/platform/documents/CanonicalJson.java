package dev.milepost.platform.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.platform.text.Sha256;

/** JSON in canonical form: members in the order of their names, without white space. Equal content has equal bytes. */
public final class CanonicalJson {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    private CanonicalJson() {}

    public static byte[] bytes(JsonNode content) {
        try {
            return WRITER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The content cannot be written as JSON", e);
        }
    }

    /** Returns the SHA-256 of the bytes. */
    public static byte[] hash(JsonNode content) {
        return Sha256.of(bytes(content));
    }
}
