package dev.milepost.slo.definitions;

import dev.milepost.delivery.facts.EnvironmentTiers;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which environments are production, in CEL.
 *
 * @param namePattern what the names of all services' production environments match
 * @param declaredTiers what the catalog tells of a service's own environments: their tiers, by name in lower case and without a
 *     backslash
 */
record ProductionCondition(String namePattern, Map<String, String> declaredTiers) {

    String condition() {
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
