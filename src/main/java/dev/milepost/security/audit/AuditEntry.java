package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry in API responses.
 *
 * @param actor the name of the caller; {@code milepost} if the service made the change itself
 * @param before the state before the change; null if the object was created
 * @param after the state after the change; null if the object was deleted
 */
record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String action,
        String subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
