package dev.milepost.catalog.ownership;

import java.util.List;

/**
 * Services by what is known of them: any of each list, and all of the lists; an empty list asks nothing.
 *
 * @param templates {@code name}, or {@code name@version}, where {@code name@2} is also any {@code 2.*}
 */
public record ServiceFilter(List<String> teams, List<String> systems, List<String> domains, List<String> templates) {

    public ServiceFilter {
        teams = List.copyOf(teams);
        systems = List.copyOf(systems);
        domains = List.copyOf(domains);
        templates = List.copyOf(templates);
    }
}
