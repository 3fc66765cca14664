package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.collections.Copies;
import java.util.HashMap;
import java.util.Map;

/**
 * What an evaluation is about. A text that is unknown is empty, so that an expression can compare it.
 *
 * @param service empty while there is none, before scaffolding
 * @param entity the entity of the catalog; an empty object if it has none
 * @param annotations those of the entity that are strings
 * @param template the golden path that the service came from
 * @param templateVersion only the major version if no more is known
 * @param environmentTier {@code development} if no environment is named
 */
public record Subject(
        Hook hook,
        String service,
        JsonNode entity,
        Map<String, String> annotations,
        String team,
        String system,
        String tier,
        String risk,
        String template,
        String templateVersion,
        String environment,
        String environmentTier) {

    private static final String COMPLIANCE_LEVEL = "milepost.dev/compliance-level";

    public Subject {
        annotations = Copies.map(annotations);
    }

    public String kind() {
        return entity.path("kind").asText("");
    }

    public String type() {
        return entity.path("spec").path("type").asText("");
    }

    public String lifecycle() {
        return entity.path("spec").path("lifecycle").asText("");
    }

    public String complianceLevel() {
        return annotations.getOrDefault(COMPLIANCE_LEVEL, "");
    }

    /** Reads what {@link #toJson} wrote. */
    public static Subject of(JsonNode json) {
        var annotations = new HashMap<String, String>();
        json.path("annotations")
                .propertyStream()
                .forEach(annotation -> annotations.put(
                        annotation.getKey(), annotation.getValue().asText()));
        return new Subject(
                Hook.find(json.path("hook").asText()).orElseThrow(),
                json.path("service").asText(),
                json.path("entity"),
                annotations,
                json.path("team").asText(),
                json.path("system").asText(),
                json.path("tier").asText(),
                json.path("risk").asText(),
                json.path("template").asText(),
                json.path("template_version").asText(),
                json.path("environment").asText(),
                json.path("environment_tier").asText());
    }

    /** Returns the variables as JSON, with the names that expressions have for them. */
    public ObjectNode toJson() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("hook", hook.wireName())
                .put("service", service)
                .put("kind", kind())
                .put("type", type())
                .put("lifecycle", lifecycle())
                .put("team", team)
                .put("system", system)
                .put("tier", tier)
                .put("risk", risk)
                .put("compliance_level", complianceLevel())
                .put("template", template)
                .put("template_version", templateVersion)
                .put("environment", environment)
                .put("environment_tier", environmentTier);
        json.set("entity", entity);
        var texts = json.putObject("annotations");
        annotations.forEach(texts::put);
        return json;
    }
}
