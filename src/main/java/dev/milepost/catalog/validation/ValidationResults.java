package dev.milepost.catalog.validation;

import java.util.List;

/**
 * What the rules say of the entities of one call, in their order.
 *
 * @param rulesDigest the same as long as the rules are
 * @param valid whether nothing blocks any of them
 */
public record ValidationResults(String rulesDigest, boolean valid, List<ValidationResult> items) {

    public ValidationResults {
        items = List.copyOf(items);
    }
}
