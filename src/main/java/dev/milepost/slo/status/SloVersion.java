package dev.milepost.slo.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a definition with what it said.
 *
 * @param createdAt null where it is the one that the service brings along
 */
record SloVersion(int version, String author, @Nullable Instant createdAt, List<JsonNode> documents) {}
