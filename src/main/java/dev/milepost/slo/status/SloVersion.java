package dev.milepost.slo.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a definition with its documents.
 *
 * @param createdAt null for a built-in definition
 */
record SloVersion(int version, String author, @Nullable Instant createdAt, List<JsonNode> documents) {}
