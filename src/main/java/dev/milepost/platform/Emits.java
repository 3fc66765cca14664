package dev.milepost.platform;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a caller that may emit may tell of.
 *
 * @param sources patterns of events' sources
 * @param services patterns of services
 */
public record Emits(List<Glob> sources, List<Glob> services) {

    public static final Emits EVERYTHING = of(List.of("*"), List.of("*"));

    public Emits {
        sources = List.copyOf(sources);
        services = List.copyOf(services);
    }

    public static Emits of(List<String> sources, List<String> services) {
        return new Emits(
                sources.stream().map(Glob::new).toList(),
                services.stream().map(Glob::new).toList());
    }

    public boolean source(String source) {
        return any(sources, source);
    }

    /**
     * What is about no service is about none that was named: only who may tell of all may tell of it. A name that Backstage
     * would take for another's is not got around by writing it in another form.
     */
    public boolean service(@Nullable String service) {
        var name = service == null ? "" : service;
        return any(services, name)
                && services.stream()
                        .map(pattern -> new Glob(plain(pattern.text())))
                        .anyMatch(pattern -> pattern.matches(plain(name)));
    }

    /** Whether it may tell of services of any name, and of what is about none. */
    public boolean allServices() {
        return services.stream().anyMatch(Emits::isAll);
    }

    /** Whether it may tell of what any source says. */
    public boolean allSources() {
        return sources.stream().anyMatch(Emits::isAll);
    }

    /** Whether nothing is kept from it. */
    public boolean everything() {
        return allSources() && allServices();
    }

    private static boolean isAll(Glob pattern) {
        return !pattern.text().isEmpty() && pattern.text().chars().allMatch(character -> character == '*');
    }

    /** A service's name as Backstage compares it: {@code component:default/Payments} is {@code payments}. */
    private static String plain(String service) {
        var name = service.toLowerCase(Locale.ROOT);
        for (var implied : List.of("component:", "default/")) {
            name = name.startsWith(implied) ? name.substring(implied.length()) : name;
        }
        return name;
    }

    private static boolean any(List<Glob> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
