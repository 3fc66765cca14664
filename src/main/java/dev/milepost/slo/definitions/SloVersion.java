package dev.milepost.slo.definitions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a definition.
 *
 * @param createdAt null for a built-in definition
 * @param documents null in a list of versions
 */
public record SloVersion(
        int version,
        String author,
        @Nullable Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<JsonNode> documents) {

    static final SloVersion BUILT_IN = new SloVersion(0, "milepost", null);

    /** Creates a version without its documents. */
    public SloVersion(int version, String author, @Nullable Instant createdAt) {
        this(version, author, createdAt, null);
    }

    public SloVersion with(List<JsonNode> content) {
        return new SloVersion(version, author, createdAt, content);
    }
}
