package dev.milepost.catalog.ownership;

import java.util.List;

/**
 * Selects services by their metadata. A service matches if every list contains one of its values. An empty list matches
 * every service.
 *
 * @param templates {@code name}, or {@code name@version}, where {@code name@2} also matches every {@code 2.*}
 */
public record ServiceFilter(List<String> teams, List<String> systems, List<String> domains, List<String> templates) {

    public ServiceFilter {
        teams = List.copyOf(teams);
        systems = List.copyOf(systems);
        domains = List.copyOf(domains);
        templates = List.copyOf(templates);
    }
}
