package dev.milepost.catalog.validation;

import java.util.List;

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
}
