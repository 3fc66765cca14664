package dev.milepost.security.caller;

import dev.milepost.platform.expressions.WildcardPattern;
import dev.milepost.platform.text.ComponentName;
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
     * Whether events of a service are allowed. An event without a service is allowed only if all services are. Service and
     * patterns are compared as Backstage compares names, so that neither another spelling of a service bypasses the
     * restriction nor another spelling of a pattern excludes the service that it names.
     *
     * @param service the service; null if the event names none
     */
    public boolean allowsService(@Nullable String service) {
        var name = service == null ? "" : ComponentName.of(service);
        return services.stream()
                .map(pattern -> pattern.text().toLowerCase(Locale.ROOT))
                .anyMatch(pattern ->
                        isOfKind(pattern, name) && new WildcardPattern(ComponentName.of(pattern)).matches(name));
    }

    /**
     * Whether a pattern can match a service by its kind and namespace. What a pattern says about them is not written in the
     * short name: {@code component:default/*} matches neither {@code api:default/a} nor {@code finance/a}.
     */
    private static boolean isOfKind(String pattern, String name) {
        var implied = pattern.substring(
                0, pattern.length() - ComponentName.of(pattern).length());
        return implied.isEmpty()
                || !name.isEmpty()
                        && name.indexOf(':') < 0
                        && (!implied.contains(ComponentName.NAMESPACE) || name.indexOf('/') < 0);
    }

    /** Whether events of all services are allowed, and events without a service. */
    public boolean allServices() {
        return services.stream().anyMatch(EmitPermissions::isAll);
    }

    /**
     * The patterns of services as those of SQL's {@code like}; {@code %} alone if all services are allowed. They match no
     * service that is not allowed. Those of an entity ref with a wildcard have no such form and are left out.
     */
    public List<String> servicesLike() {
        return allServices()
                ? List.of("%")
                : services.stream()
                        .map(pattern -> pattern.text().toLowerCase(Locale.ROOT))
                        .filter(pattern -> ComponentName.of(pattern).equals(pattern) || pattern.indexOf('*') < 0)
                        .map(pattern -> ComponentName.of(pattern)
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

    private static boolean any(List<WildcardPattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
