package dev.milepost.platform.http;

import com.google.re2j.Pattern;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Limits the tags of HTTP metrics to existing routes and methods. Quarkus uses the raw path if no method matches, so
 * callers could create any number of time series.
 */
class RouteTags {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)[^}]*}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private static final String OTHER = "UNKNOWN";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    /** The values that Quarkus uses instead of a path. */
    private static final Set<String> NO_PATHS = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root");

    @Produces
    @Singleton
    MeterFilter ofRoutes(BeanManager beans) {
        var routes = routes(beans);
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server.") ? RouteTags.map(id, routes) : id;
            }
        };
    }

    private static Meter.Id map(Meter.Id id, Set<String> routes) {
        return id.replaceTags(id.getTags().stream()
                .map(tag -> switch (tag.getKey()) {
                    case "uri" ->
                        NO_PATHS.contains(tag.getValue()) || routes.contains(plain(tag.getValue()))
                                ? tag
                                : Tag.of("uri", OTHER);
                    case "method" -> METHODS.contains(tag.getValue()) ? tag : Tag.of("method", OTHER);
                    default -> tag;
                })
                .toList());
    }

    private static Set<String> routes(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Stream.concat(
                        Stream.of(plain(path(type))),
                        Arrays.stream(type.getDeclaredMethods()).map(method -> plain(path(type) + path(method)))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String path(AnnotatedElement element) {
        var path = element.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value();
    }

    /**
     * A path without parameter patterns, doubled slashes and a trailing slash, since paths are written with and without
     * them.
     */
    private static String plain(String path) {
        var named = PARAMETER.matcher(path).replaceAll("{$1}");
        var single = SLASHES.matcher(named).replaceAll("/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
