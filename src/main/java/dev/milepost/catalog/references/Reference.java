package dev.milepost.catalog.references;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.documents.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reference from an entity to another.
 *
 * @param field of the spec; its value is a reference or a list of references
 * @param index in the list; -1 if the value is not a list
 * @see <a href="https://backstage.io/docs/features/software-catalog/descriptor-format">Descriptor format</a>
 */
record Reference(Entity from, String field, int index, EntityRef to) {

    /** The default kind of references, by field; empty if the field has none and a reference must contain its kind. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("owner", OwnerCheck.DEFAULT_KIND),
            Map.entry("system", "system"),
            Map.entry("domain", "domain"),
            Map.entry("subdomainOf", "domain"),
            Map.entry("subcomponentOf", "component"),
            Map.entry("providesApis", "api"),
            Map.entry("consumesApis", "api"),
            Map.entry("dependsOn", ""),
            Map.entry("dependencyOf", ""),
            Map.entry("parent", "group"),
            Map.entry("children", "group"),
            Map.entry("members", "user"),
            Map.entry("memberOf", "group"));

    /** Maximum length of the namespace of an entity whose references are checked, because each can repeat it. */
    private static final int MAX_NAMESPACE = 253;

    static List<Reference> of(Entity entity) {
        var references = new ArrayList<Reference>();
        if (entity.namespace().length() > MAX_NAMESPACE) {
            return references;
        }
        for (var field : entity.specFields()) {
            if (FIELDS.containsKey(field.getKey())) {
                add(references, entity, field.getKey(), field.getValue());
            }
        }
        return references;
    }

    private static void add(List<Reference> references, Entity entity, String field, JsonNode value) {
        if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                var at = index;
                parse(entity, field, value.get(index))
                        .ifPresent(ref -> references.add(new Reference(entity, field, at, ref)));
            }
        } else {
            parse(entity, field, value).ifPresent(ref -> references.add(new Reference(entity, field, -1, ref)));
        }
    }

    private static Optional<EntityRef> parse(Entity entity, String field, JsonNode text) {
        return text.isTextual()
                ? EntityRef.parse(text.textValue(), defaultKind(field), entity.namespace())
                : Optional.empty();
    }

    private static @Nullable String defaultKind(String field) {
        var kind = FIELDS.getOrDefault(field, "");
        return kind.isEmpty() ? null : kind;
    }

    String pointer() {
        var pointer = JsonPointers.of("/spec", field);
        return index < 0 ? pointer : pointer + "/" + index;
    }

    /** Formats a ref as this field would write it, without default kind and own namespace. */
    String format(EntityRef ref) {
        var name = ref.namespace().equals(from.namespace()) ? ref.name() : ref.namespace() + "/" + ref.name();
        return ref.kind().equals(defaultKind(field)) ? name : ref.kind() + ":" + name;
    }
}
