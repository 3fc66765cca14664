package dev.milepost.validation;

import java.util.List;

/**
 * What the rules say of the entities of one call, in their order.
 *
 * @param rulesDigest the same as long as the rules are
 * @param valid whether nothing blocks any of them
 */
public record Verdicts(String rulesDigest, boolean valid, List<Verdict> items) {

    public Verdicts {
        items = List.copyOf(items);
    }
}
