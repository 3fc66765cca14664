package dev.milepost.security.caller;

import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The events that an emitter may send.
 *
 * @param sources patterns of event sources
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
     * Whether events of a service are allowed. An event without a service is allowed only if all services are. The name
     * is also compared in Backstage's normalized form, so that another spelling does not bypass the restriction.
     *
     * @param service the service; null if the event names none
     */
    public boolean allowsService(@Nullable String service) {
        var name = service == null ? "" : service;
        return any(services, name)
                && services.stream()
                        .map(pattern -> new WildcardPattern(plain(pattern.text())))
                        .anyMatch(pattern -> pattern.matches(plain(name)));
    }

    /** Whether events of all services are allowed, and events without a service. */
    public boolean allServices() {
        return services.stream().anyMatch(EmitPermissions::isAll);
    }

    /** The patterns of services as those of SQL's {@code like}; {@code %} alone if all services are allowed. */
    public List<String> servicesLike() {
        return allServices()
                ? List.of("%")
                : services.stream()
                        .map(pattern -> pattern.text()
                                .replace("\\", "\\\\")
                                .replace("%", "\\%")
                                .replace("_", "\\_")
                                .replace("*", "%"))
                        .toList();
    }

    /** Whether events of all sources are allowed. */
    public boolean allSources() {
        return sources.stream().anyMatch(EmitPermissions::isAll);
    }

    /** Whether there is no restriction. */
    public boolean isUnrestricted() {
        return allSources() && allServices();
    }

    private static boolean isAll(WildcardPattern pattern) {
        return !pattern.text().isEmpty() && pattern.text().chars().allMatch(character -> character == '*');
    }

    /**
     * Normalizes a service name as Backstage compares it: {@code component:default/Payments} becomes {@code payments}.
     */
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
