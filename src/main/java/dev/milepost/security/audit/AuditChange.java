package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What was done to one thing.
 *
 * @param action what was done, as thing and verb: {@code slo.defined}
 * @param subject what it was done to, by the name that addresses call it
 * @param before null where there was nothing
 * @param after null where nothing is left
 */
public record AuditChange(
        String action,
        String subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
