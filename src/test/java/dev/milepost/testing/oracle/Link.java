package dev.milepost.testing.oracle;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment in the chain of its service and tier.
 *
 * @param rule how its changes were found; null where it delivers nothing because its head was delivered before, or where
 *     nothing is known of its head
 * @param rollback whether it is one, as it says or by what it does
 * @param brought the known changes that the rule names, delivered elsewhere before or not
 * @param delivered the changes that it is the first of its tier to deliver
 */
record Link(
        Deployment deployment,
        @Nullable String rule,
        Set<String> brought,
        List<Change> delivered,
        boolean rework,
        boolean rollback,
        boolean knownChange) {}
