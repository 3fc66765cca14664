package dev.milepost.catalog.entities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.CanonicalJson;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entity as it is declared, of any kind and shape. A field that is absent or of another type reads as empty.
 *
 * @param content without the fields that the catalog adds (relations, status, uid, etag, generation)
 * @param ref null if kind or name is missing
 * @param hash of the content; independent of the order of fields and of the format
 */
public record Entity(JsonNode content, @Nullable EntityRef ref, String hash) {

    public static Entity of(JsonNode written) {
        var content = AuthoredContent.of(written);
        return new Entity(content, ref(content), hash(content));
    }

    private static String hash(JsonNode content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(CanonicalJson.hash(content));
    }

    /** The ref as text; empty if the entity has none. */
    public Optional<String> refText() {
        return Optional.ofNullable(ref).map(EntityRef::toString);
    }

    public String apiVersion() {
        return content.path("apiVersion").asText("");
    }

    /** The kind in lower case. */
    public String kind() {
        return text(content.path("kind")).toLowerCase(Locale.ROOT);
    }

    /** Whether the entity is in an API version of Backstage, and its kind is one of these. */
    public boolean isBackstageKind(Collection<String> kinds) {
        return kinds.contains(kind())
                && (apiVersion().startsWith("backstage.io/") || apiVersion().startsWith("scaffolder.backstage.io/"));
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

    /** The value of an annotation; empty if it is missing or not a string. */
    public Optional<String> annotation(String name) {
        var value = annotations().path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** The tags that are strings. */
    public Stream<String> tags() {
        return content.path("metadata")
                .path("tags")
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The fields of the spec; none if there is no spec. */
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
