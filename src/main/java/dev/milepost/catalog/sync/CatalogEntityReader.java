package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.AuthoredContent;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an entity and checks what is needed to store it. Completeness is left to validation. */
final class CatalogEntityReader {

    private static final int MAX_FAULTS = 100;

    /** Maximum lengths of a name and of a telemetry key, which are part of a table's key. */
    private static final int MAX_NAME_LENGTH = 253;

    private static final int MAX_KEY_LENGTH = 512;

    private static final Set<String> FIELDS = Set.of("apiVersion", "kind", "metadata", "spec");

    private final String pointer;
    private final List<Fault> faults = new ArrayList<>();

    /** @param pointer JSON pointer to the entity in the request */
    CatalogEntityReader(String pointer) {
        this.pointer = pointer;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Returns the entity, or empty if there are {@link #faults}. */
    Optional<CatalogEntity> read(JsonNode json) {
        if (!json.isObject()) {
            fault("", json.isMissingNode() ? "is required" : "must be a JSON object");
            return Optional.empty();
        }
        checkTexts(ValuePath.at(""), json);
        checkTypes(json);
        var kind = name(json, "/kind").orElse("");
        var name = name(json, "/metadata/name").orElse("");
        var namespace = json.at("/metadata/namespace").isMissingNode()
                        || json.at("/metadata/namespace").isNull()
                ? EntityRef.DEFAULT_NAMESPACE
                : name(json, "/metadata/namespace").orElse("");
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        var entity = new CatalogEntity(new EntityRef(kind, namespace, name), content(json));
        checkKey(entity);
        return faults.isEmpty() ? Optional.of(entity) : Optional.empty();
    }

    private static ObjectNode content(JsonNode json) {
        var declared = AuthoredContent.of(json);
        var content = JsonNodeFactory.instance.objectNode();
        FIELDS.stream().filter(declared::has).forEach(field -> content.set(field, declared.get(field)));
        ObjectNode metadata = content.get("metadata").deepCopy();
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(AnnotationNames.CHANGED_AT);
        }
        return content.set("metadata", metadata);
    }

    private Optional<String> name(JsonNode json, String at) {
        var value = json.at(at);
        if (!value.isTextual() || value.asText().isBlank()) {
            fault(at, value.isMissingNode() ? "is required" : "must be a string that is not blank");
            return Optional.empty();
        }
        var text = value.asText();
        if (text.length() > MAX_NAME_LENGTH) {
            fault(at, "must be at most %d characters long".formatted(MAX_NAME_LENGTH));
        } else if (text.chars().anyMatch(c -> c == ':' || c == '/' || Character.isWhitespace(c))) {
            fault(at, "must not contain :, / or whitespace, because they separate the parts of a ref");
        }
        return Optional.of(text);
    }

    private void checkKey(CatalogEntity entity) {
        var key = entity.telemetryKey();
        if (key != null && key.length() > MAX_KEY_LENGTH) {
            fault(
                    JsonPointers.annotation(AnnotationNames.TELEMETRY_KEY),
                    "must be at most %d characters long, like the service id of an event".formatted(MAX_KEY_LENGTH));
        }
    }

    /** Backstage has no other types, and an annotation that is no string would be ignored. */
    private void checkTypes(JsonNode json) {
        if (json.has("apiVersion") && !json.get("apiVersion").isTextual()) {
            fault("/apiVersion", "must be a string");
        }
        if (json.has("spec") && !json.get("spec").isObject()) {
            fault("/spec", "must be a JSON object");
        }
        var annotations = json.path("metadata").path("annotations");
        if (!annotations.isMissingNode() && !annotations.isObject()) {
            fault("/metadata/annotations", "must be a JSON object");
        }
        annotations.properties().forEach(annotation -> {
            if (!annotation.getValue().isTextual()) {
                var at = ValuePath.at("/metadata/annotations").member(annotation.getKey());
                fault(at.pointer(), "must be a string");
            }
        });
    }

    private void checkTexts(ValuePath at, JsonNode json) {
        if (json.isTextual() && !JsonTexts.isStorable(json.textValue())) {
            fault(at.pointer(), "must not contain the character U+0000 or half of a surrogate pair");
        } else if (json.isObject()) {
            json.properties().forEach(member -> {
                if (JsonTexts.isStorable(member.getKey())) {
                    checkTexts(at.member(member.getKey()), member.getValue());
                } else {
                    fault(
                            at.pointer(),
                            "must not have a field name with the character U+0000 or half of a surrogate pair");
                }
            });
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                checkTexts(at.element(i), json.get(i));
            }
        }
    }

    private void fault(String at, String detail) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new Fault(pointer + at, detail));
        }
    }
}
