package dev.milepost.catalog.validation;

import dev.milepost.catalog.rules.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of one entity.
 *
 * @param entityRef null where it has no kind or no name
 * @param valid whether nothing blocks it
 * @param entityHash the same as long as the entity says the same
 */
public record ValidationResult(@Nullable String entityRef, boolean valid, List<Finding> findings, String entityHash) {

    public ValidationResult {
        findings = List.copyOf(findings);
    }
}
