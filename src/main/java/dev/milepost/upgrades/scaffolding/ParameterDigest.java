package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.text.Sha256;

/** The digest of the input of a rendering: {@code sha256:} and a hash of canonical JSON. */
final class ParameterDigest {

    private ParameterDigest() {}

    /** @param correlationId the correlation id, which is part of the rendered files */
    static String of(ObjectNode parameters, String correlationId) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("parameters", parameters);
        document.put("correlationId", correlationId);
        return Sha256.label(CanonicalJson.hash(document));
    }
}
