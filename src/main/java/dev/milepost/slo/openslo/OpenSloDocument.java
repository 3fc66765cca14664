package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of OpenSLO v1 as it was written.
 *
 * @param content all of it, of the form that the specification has
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
