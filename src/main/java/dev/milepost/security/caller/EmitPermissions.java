package dev.milepost.security.caller;

import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a caller that may emit may tell of.
 *
 * @param sources patterns of events' sources
 * @param services patterns of services
 */
public record EmitPermissions(List<WildcardPattern> sources, List<WildcardPattern> services) {

    public static final EmitPermissions UNRESTRICTED = of(List.of("*"), List.of("*"));

    public EmitPermissions {
        sources = List.copyOf(sources);
        services = List.copyOf(services);
    }

    public static EmitPermissions of(List<String> sources, List<String> services) {
        return new EmitPermissions(
                sources.stream().map(WildcardPattern::new).toList(),
                services.stream().map(WildcardPattern::new).toList());
    }

    public boolean allowsSource(String source) {
        return any(sources, source);
    }

    /**
     * What is about no service is about none that was named: only who may tell of all may tell of it. A name that Backstage
     * would take for another's is not got around by writing it in another form.
     */
    public boolean allowsService(@Nullable String service) {
        var name = service == null ? "" : service;
        return any(services, name)
                && services.stream()
                        .map(pattern -> new WildcardPattern(plain(pattern.text())))
                        .anyMatch(pattern -> pattern.matches(plain(name)));
    }

    /** Whether it may tell of services of any name, and of what is about none. */
    public boolean allServices() {
        return services.stream().anyMatch(EmitPermissions::isAll);
    }

    /** Whether it may tell of what any source says. */
    public boolean allSources() {
        return sources.stream().anyMatch(EmitPermissions::isAll);
    }

    /** Whether nothing is kept from it. */
    public boolean isUnrestricted() {
        return allSources() && allServices();
    }

    private static boolean isAll(WildcardPattern pattern) {
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

    private static boolean any(List<WildcardPattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
