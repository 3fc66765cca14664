package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One OpenSLO v1 document as it was written.
 *
 * @param content the whole document, which is valid by the specification
 */
public record OpenSloDocument(JsonNode content) {

    public String kind() {
        return content.path("kind").asText();
    }

    public String name() {
        return content.path("metadata").path("name").asText();
    }

    JsonNode spec() {
        return content.path("spec");
    }

    boolean is(String kind, String name) {
        return kind.equals(kind()) && name.equals(name());
    }
}
