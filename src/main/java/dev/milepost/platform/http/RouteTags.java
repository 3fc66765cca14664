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
 * Holds the tags of HTTP metrics to routes and methods that there are. Quarkus takes the path as it came where it found no
 * method for it, so that callers could make as many time series as they like.
 */
class RouteTags {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)[^}]*}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private static final String OTHER = "UNKNOWN";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    /** What Quarkus writes instead of a path. */
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

    /** Without what a parameter must look like, doubled slashes and one at the end, which are written either way. */
    private static String plain(String path) {
        var named = PARAMETER.matcher(path).replaceAll("{$1}");
        var single = SLASHES.matcher(named).replaceAll("/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
