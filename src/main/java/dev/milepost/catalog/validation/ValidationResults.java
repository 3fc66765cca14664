package dev.milepost.catalog.validation;

import dev.milepost.catalog.rules.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of one call, in the order of its entities.
 *
 * @param rulesDigest digest of the rules; equal rules have an equal digest
 * @param valid whether no entity has a blocking finding
 */
public record ValidationResults(String rulesDigest, boolean valid, List<ValidationResult> items) {

    public ValidationResults {
        items = List.copyOf(items);
    }

    /**
     * The findings of one entity.
     *
     * @param entityRef null if the entity has no kind or no name
     * @param valid whether no finding is blocking
     * @param entityHash hash of the declared content; equal content has an equal hash
     */
    public record ValidationResult(
            @Nullable String entityRef, boolean valid, List<Finding> findings, String entityHash) {

        public ValidationResult {
            findings = List.copyOf(findings);
        }
    }
}
