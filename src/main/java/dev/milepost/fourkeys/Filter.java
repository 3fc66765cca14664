package dev.milepost.fourkeys;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whose facts are asked for: any of each list, and all of the lists; an empty list asks nothing.
 *
 * @param templates {@code name}, or {@code name@version}, where {@code name@2} is also any {@code 2.*}
 */
record Filter(
        List<String> services, List<String> teams, List<String> systems, List<String> domains, List<String> templates) {

    static final Filter NONE = new Filter(List.of(), List.of(), List.of(), List.of(), List.of());

    /** No event names it, since an id has one letter at least. */
    static final String NO_SERVICE = "";

    Filter {
        services = List.copyOf(services);
        teams = List.copyOf(teams);
        systems = List.copyOf(systems);
        domains = List.copyOf(domains);
        templates = List.copyOf(templates);
    }

    static Filter services(List<String> services) {
        return new Filter(services, List.of(), List.of(), List.of(), List.of());
    }

    Filter withTeams(List<String> others) {
        return new Filter(services, others, systems, domains, templates);
    }

    /** How many kinds of things it names. */
    long kinds() {
        return Stream.of(services, teams, systems, domains, templates)
                .filter(names -> !names.isEmpty())
                .count();
    }

    /** What it names: nothing, one kind of thing, or several. */
    String kind() {
        if (kinds() != 1) {
            return kinds() == 0 ? "organisation" : "combined";
        } else if (!services.isEmpty()) {
            return services.size() == 1 ? "service" : "services";
        } else if (!teams.isEmpty()) {
            return "team";
        } else if (!systems.isEmpty()) {
            return "system";
        }
        return domains.isEmpty() ? "template" : "domain";
    }

    boolean namesVersions() {
        return !templates.isEmpty() && templates.stream().allMatch(template -> template.contains("@"));
    }

    boolean namesTemplates() {
        return !templates.isEmpty() && templates.stream().noneMatch(template -> template.contains("@"));
    }
}
