package dev.milepost.catalog.rules;

import org.jspecify.annotations.Nullable;

/**
 * A violation of a rule by an entity.
 *
 * @param pointer JSON pointer into the entity: to the invalid value, or to the place of a missing one
 * @param detail what is wrong, and what to do
 * @param fix JSON merge patch (RFC 7396) for the entity, in YAML; null if no fix can be determined
 * @param blocking whether the entity should not be accepted
 */
public record Finding(
        String pointer,
        String rule,
        Severity severity,
        String detail,
        @Nullable String fix,
        boolean blocking) {}
