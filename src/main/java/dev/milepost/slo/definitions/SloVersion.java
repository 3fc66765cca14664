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
 * @param removed true for the version by which the SLO was deleted or got another name
 * @param documents null in a list of versions
 */
public record SloVersion(
        int version,
        String author,
        @Nullable Instant createdAt,
        boolean removed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<JsonNode> documents) {

    static final SloVersion BUILT_IN = new SloVersion(0, "milepost", null, false);

    /** Creates a version without its documents. */
    public SloVersion(int version, String author, @Nullable Instant createdAt, boolean removed) {
        this(version, author, createdAt, removed, null);
    }

    public SloVersion with(List<JsonNode> content) {
        return new SloVersion(version, author, createdAt, removed, content);
    }
}
