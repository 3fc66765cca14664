package dev.milepost.platform;

import java.util.List;
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

    /** What is about no service is about none that was named: only who may tell of all may tell of it. */
    public boolean service(@Nullable String service) {
        return any(services, service == null ? "" : service);
    }

    /** Whether nothing is kept from it. */
    public boolean everything() {
        var all = new Glob("*");
        return sources.contains(all) && services.contains(all);
    }

    private static boolean any(List<Glob> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
