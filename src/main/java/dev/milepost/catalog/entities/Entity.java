package dev.milepost.catalog.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entity as it is declared, whatever it is made of: what is absent or of another type reads as empty.
 *
 * @param content without what the catalog adds (relations, status, uid, etag, generation)
 * @param ref null where kind or name is missing
 * @param hash the same for the same content, in whatever order and format it is written
 */
public record Entity(JsonNode content, @Nullable EntityRef ref, String hash) {

    public static Entity of(JsonNode written) {
        var content = DeclaredContent.of(written);
        return new Entity(content, ref(content), DeclaredContent.hash(content));
    }

    /** The ref as text; empty where the entity has none. */
    public Optional<String> refText() {
        return Optional.ofNullable(ref).map(EntityRef::toString);
    }

    public String apiVersion() {
        return content.path("apiVersion").asText("");
    }

    /** In lower case. */
    public String kind() {
        return text(content.path("kind")).toLowerCase(Locale.ROOT);
    }

    public String name() {
        return text(content.path("metadata").path("name"));
    }

    public String namespace() {
        var namespace = text(content.path("metadata").path("namespace"));
        return namespace.isEmpty() ? EntityRef.DEFAULT_NAMESPACE : namespace;
    }

    public String type() {
        return text(spec("type"));
    }

    public String lifecycle() {
        return text(spec("lifecycle"));
    }

    public JsonNode spec(String field) {
        return content.path("spec").path(field);
    }

    public JsonNode annotations() {
        return content.path("metadata").path("annotations");
    }

    /** An annotation that is a text. */
    public Optional<String> annotation(String name) {
        var value = annotations().path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** The tags that are texts. */
    public Stream<String> tags() {
        return content.path("metadata")
                .path("tags")
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The fields of its spec; none where it has no spec. */
    public Iterable<Map.Entry<String, JsonNode>> specFields() {
        return content.path("spec").properties();
    }

    private static @Nullable EntityRef ref(JsonNode content) {
        var kind = text(content.path("kind"));
        var name = text(content.path("metadata").path("name"));
        var namespace = text(content.path("metadata").path("namespace"));
        return kind.isEmpty() || name.isEmpty()
                ? null
                : new EntityRef(kind, namespace.isEmpty() ? EntityRef.DEFAULT_NAMESPACE : namespace, name);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }
}
