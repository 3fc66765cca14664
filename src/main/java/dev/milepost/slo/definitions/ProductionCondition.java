package dev.milepost.slo.definitions;

import dev.milepost.delivery.facts.EnvironmentTiers;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A CEL condition that selects events of production, as the four keys do: the tier that an event names goes before every
 * name of an environment.
 *
 * @param namePattern the pattern for the names of the production environments of all services
 * @param declaredTiers the tiers of a service's own environments in the catalog, by name in lower case and without a
 * backslash
 */
record ProductionCondition(String namePattern, Map<String, String> declaredTiers) {

    String condition() {
        return "(has(data.environment_tier) ? data.environment_tier == \"%s\" : %s)"
                .formatted(EnvironmentTiers.PRODUCTION, byName());
    }

    private String byName() {
        var condition = matches(namePattern);
        var other = names(tier -> !tier.equals(EnvironmentTiers.PRODUCTION));
        if (!other.isEmpty()) {
            condition = "%s && !%s".formatted(condition, matches(other));
        }
        var more = names(EnvironmentTiers.PRODUCTION::equals);
        return more.isEmpty() ? condition : "(%s || %s)".formatted(condition, matches(more));
    }

    private String names(Predicate<String> tier) {
        return declaredTiers.entrySet().stream()
                .filter(environment -> tier.test(environment.getValue()))
                .map(environment -> "\\Q" + environment.getKey() + "\\E")
                .sorted()
                .collect(Collectors.joining("|"));
    }

    private static String matches(String names) {
        return "data.environment.matches(%s)".formatted(ServiceSloFactory.quoted("(?is)^(?:" + names + ")$"));
    }
}
