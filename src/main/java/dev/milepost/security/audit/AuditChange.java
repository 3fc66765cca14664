package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One change of one object.
 *
 * @param action object type and verb, such as {@code slo.defined}
 * @param subject the object's name in URLs
 * @param before the state before the change; null if the object was created
 * @param after the state after the change; null if the object was deleted
 */
public record AuditChange(
        String action,
        String subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
