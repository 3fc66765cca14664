package dev.milepost.definitions;

import dev.milepost.delivery.Tiers;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which environments are production, in CEL.
 *
 * @param names what the names of all services' production environments match
 * @param told what the catalog tells of a service's own environments: their tiers, by name in lower case and without a
 *     backslash
 */
record Production(String names, Map<String, String> told) {

    String condition() {
        var condition = matches(names);
        var other = names(tier -> !tier.equals(Tiers.PRODUCTION));
        if (!other.isEmpty()) {
            condition = "%s && !%s".formatted(condition, matches(other));
        }
        var more = names(Tiers.PRODUCTION::equals);
        return more.isEmpty() ? condition : "(%s || %s)".formatted(condition, matches(more));
    }

    private String names(Predicate<String> tier) {
        return told.entrySet().stream()
                .filter(environment -> tier.test(environment.getValue()))
                .map(environment -> "\\Q" + environment.getKey() + "\\E")
                .sorted()
                .collect(Collectors.joining("|"));
    }

    private static String matches(String names) {
        return "data.environment.matches(%s)".formatted(ServiceForms.quoted("(?is)^(?:" + names + ")$"));
    }
}
