package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of the input of a rendering: {@code sha256:} and a hash of canonical JSON. */
final class ParameterDigest {

    private static final ObjectWriter CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    private ParameterDigest() {}

    /** @param correlationId the correlation id, which is part of the rendered files */
    static String of(ObjectNode parameters, String correlationId) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("parameters", parameters);
        document.put("correlationId", correlationId);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(document));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("The digest of the parameters cannot be computed", e);
        }
    }
}
