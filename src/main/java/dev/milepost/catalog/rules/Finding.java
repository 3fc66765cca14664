package dev.milepost.catalog.rules;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done about an entity.
 *
 * @param pointer a JSON pointer into the entity: to the value at fault, or to where one is missing
 * @param detail what is wrong, and what to do
 * @param fix YAML to merge into the entity, where it can be known: a JSON merge patch (RFC 7396)
 * @param blocking whether it should keep the entity from being accepted
 */
public record Finding(
        String pointer,
        String rule,
        Severity severity,
        String detail,
        @Nullable String fix,
        boolean blocking) {}
