package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made, as answers show it.
 *
 * @param actor the name of the caller, or {@code milepost} where the service did it by itself
 * @param before null where there was nothing
 * @param after null where nothing is left
 */
record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String action,
        String subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
