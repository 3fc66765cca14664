package dev.milepost.events.vendors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Selects the incidents that count, by service, urgency and priority. An empty set selects all. */
record PagerDutyFilter(Set<String> services, Set<String> urgencies, Set<String> priorities) {

    private static final String NO_PRIORITY = "none";

    PagerDutyFilter {
        services = Set.copyOf(services);
        urgencies = Set.copyOf(urgencies);
        priorities = Set.copyOf(priorities);
    }

    static PagerDutyFilter of(PagerDutyConfig config) {
        return new PagerDutyFilter(names(config.onlyServices()), names(config.urgencies()), names(config.priorities()));
    }

    private static Set<String> names(Optional<List<String>> configured) {
        return configured.orElse(List.of()).stream()
                .map(PagerDutyFilter::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether an incident can come to count while it is open, since its urgency or priority can change. */
    boolean canChange() {
        return !urgencies.isEmpty() || !priorities.isEmpty();
    }

    /** The filter that leaves out all incidents of the delivery's service; empty if none does. */
    Optional<String> excludesService(Payload delivery) {
        return excludes(services, PagerDutyIncidentTranslator.service(delivery), "service");
    }

    /** The filter that leaves out the incident as it is in the delivery; empty if none does. */
    Optional<String> excludes(Payload delivery) {
        return excludesService(delivery)
                .or(() ->
                        excludes(urgencies, delivery.find("/event/data/urgency").orElse(""), "urgency"))
                .or(() -> excludes(
                        priorities,
                        delivery.find("/event/data/priority/summary").orElse(NO_PRIORITY),
                        "priority"));
    }

    private static Optional<String> excludes(Set<String> selected, String value, String filter) {
        return selected.isEmpty() || selected.contains(name(value)) ? Optional.empty() : Optional.of(filter);
    }
}
