package dev.milepost.platform.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The endpoints by address, for error responses. They are read from the JAX-RS resources at first use. */
@Singleton
class Endpoints {

    private final BeanManager beans;
    private volatile @Nullable List<Endpoint> all;

    Endpoints(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * One method of a resource.
     *
     * @param segments the segments of its path, with braces around path parameters
     */
    private record Endpoint(List<String> segments, String method, List<String> consumes, List<String> produces) {

        long named() {
            return segments.stream().filter(segment -> !segment.startsWith("{")).count();
        }

        boolean isAt(List<String> path) {
            if (last().contains(":") ? path.size() < segments.size() : path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                if (!segments.get(i).startsWith("{") && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Only the last segment can match several segments. Its parameter then has a pattern. */
        private String last() {
            return segments.get(segments.size() - 1);
        }
    }

    /** The allowed methods of an address. Empty if there is no endpoint. */
    Set<String> methods(URI address) {
        var methods = at(address).map(Endpoint::method).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    /** The media types that a method consumes at an address. */
    Set<String> consumed(String method, URI address) {
        return at(address)
                .filter(endpoint -> endpoint.method().equals(method))
                .flatMap(endpoint -> endpoint.consumes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The media types that a method produces at an address. */
    Set<String> produced(String method, URI address) {
        return at(address)
                .filter(endpoint -> endpoint.method().equals(method.equals("HEAD") ? "GET" : method))
                .flatMap(endpoint -> endpoint.produces().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The matching endpoints with the most literal segments, as in Jakarta REST and OpenAPI. */
    private Stream<Endpoint> at(URI address) {
        var segments =
                segments(address.getRawPath()).stream().map(Endpoints::decoded).toList();
        var fitting = all().stream().filter(endpoint -> endpoint.isAt(segments)).toList();
        var most = fitting.stream().mapToLong(Endpoint::named).max();
        return fitting.stream().filter(endpoint -> endpoint.named() == most.getAsLong());
    }

    private List<Endpoint> all() {
        var known = all;
        if (known == null) {
            known = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .<Class<?>>map(bean -> bean.getBeanClass())
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .distinct()
                    .flatMap(Endpoints::of)
                    .toList();
            all = known;
        }
        return known;
    }

    private static Stream<Endpoint> of(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> httpMethods(method).map(name -> endpoint(resource, method, name)));
    }

    private static Endpoint endpoint(Class<?> resource, Method method, String name) {
        var base = Objects.requireNonNull(resource.getAnnotation(Path.class)).value();
        var own = method.getAnnotation(Path.class);
        return new Endpoint(
                segments(own == null ? base : base + "/" + own.value()),
                name,
                stated(method, resource, Consumes.class, Consumes::value),
                stated(method, resource, Produces.class, Produces::value));
    }

    private static Stream<String> httpMethods(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value);
    }

    private static <A extends Annotation> List<String> stated(
            AnnotatedElement method, AnnotatedElement resource, Class<A> annotation, Function<A, String[]> value) {
        var own = method.getAnnotation(annotation);
        var stated = own == null ? resource.getAnnotation(annotation) : own;
        return stated == null ? List.of() : List.of(value.apply(stated));
    }

    /**
     * Decodes a segment without its matrix parameters, which no endpoint uses. An escaped slash does not separate
     * segments.
     */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.split(";", 2)[0].replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
