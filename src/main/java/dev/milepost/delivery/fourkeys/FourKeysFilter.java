package dev.milepost.delivery.fourkeys;

import java.util.List;
import java.util.stream.Stream;

/**
 * The filter of a query. A fact matches if it matches any name of each list that is not empty.
 *
 * @param templates {@code name}, or {@code name@version}, where {@code name@2} also matches any {@code 2.*}
 */
record FourKeysFilter(
        List<String> services, List<String> teams, List<String> systems, List<String> domains, List<String> templates) {

    static final FourKeysFilter NONE = new FourKeysFilter(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Matches no service, because service ids are never empty. */
    static final String NO_SERVICE = "";

    FourKeysFilter {
        services = List.copyOf(services);
        teams = List.copyOf(teams);
        systems = List.copyOf(systems);
        domains = List.copyOf(domains);
        templates = List.copyOf(templates);
    }

    static FourKeysFilter services(List<String> services) {
        return new FourKeysFilter(services, List.of(), List.of(), List.of(), List.of());
    }

    FourKeysFilter withTeams(List<String> others) {
        return new FourKeysFilter(services, others, systems, domains, templates);
    }

    /** The number of lists that are not empty. */
    long dimensionCount() {
        return Stream.of(services, teams, systems, domains, templates)
                .filter(names -> !names.isEmpty())
                .count();
    }

    /**
     * The metric tag for the filter: {@code organisation} for none, the kind for one kind, {@code combined} for
     * several.
     */
    String metricTag() {
        if (dimensionCount() != 1) {
            return dimensionCount() == 0 ? "organisation" : "combined";
        } else if (!services.isEmpty()) {
            return services.size() == 1 ? "service" : "services";
        } else if (!teams.isEmpty()) {
            return "team";
        } else if (!systems.isEmpty()) {
            return "system";
        }
        return domains.isEmpty() ? "template" : "domain";
    }

    boolean hasOnlyTemplateVersions() {
        return !templates.isEmpty() && templates.stream().allMatch(template -> template.contains("@"));
    }

    boolean hasOnlyTemplateNames() {
        return !templates.isEmpty() && templates.stream().noneMatch(template -> template.contains("@"));
    }
}
