package dev.milepost.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.logs.BoundedLog;
import dev.milepost.platform.text.JsonSyntax;
import dev.milepost.platform.text.SpellingSuggestion;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps all exceptions of endpoints to problem responses. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** Bounds the log during an outage: the same failure affects many callers. */
    private static final BoundedLog OUTAGES = new BoundedLog(LOG::warn, 10, System::nanoTime);

    private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    private final Endpoints endpoints;

    ProblemMapper(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @ServerExceptionMapper
    Response toResponse(ProblemException fault, ContainerRequestContext request) {
        return answer(fault, request);
    }

    @ServerExceptionMapper
    Response toResponse(ConstraintViolationException fault, ContainerRequestContext request) {
        var violations = fault.getConstraintViolations();
        if (violations.stream().anyMatch(ProblemMapper::isOfResponse)) {
            return toResponse((Throwable) fault, request);
        }
        return answer(
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        violations.stream().map(ProblemMapper::fault).toList()),
                request);
    }

    @ServerExceptionMapper
    Response toResponse(MismatchedInputException fault, ContainerRequestContext request) {
        return answer(ProblemException.of(ProblemType.INVALID_REQUEST, List.of(fault(fault))), request);
    }

    @ServerExceptionMapper
    Response toResponse(WebApplicationException fault, ContainerRequestContext request) {
        var status = fault.getResponse().getStatus();
        if (status < 400) {
            return fault.getResponse();
        }
        if (status >= 500) {
            return toResponse((Throwable) fault, request);
        }
        var parameters = fault instanceof NotFoundException ? unreadable(fault.getCause(), request) : List.<Fault>of();
        return answer(
                parameters.isEmpty()
                        ? ProblemException.of(ProblemType.ofRefusal(status), detail(fault, request))
                        : ProblemException.of(ProblemType.INVALID_REQUEST, parameters),
                request);
    }

    @ServerExceptionMapper
    Response toResponse(Throwable fault, ContainerRequestContext request) {
        var unavailable = DatabaseOutage.in(fault);
        if (unavailable.isPresent()) {
            var cause = unavailable.get().getCause();
            OUTAGES.warn(() -> "%s %s failed: %s"
                    .formatted(request.getMethod(), request.getUriInfo().getPath(), cause));
            return answer(unavailable.get(), request);
        }
        LOG.errorf(
                fault, "%s %s failed", request.getMethod(), request.getUriInfo().getPath());
        return answer(
                ProblemException.of(
                        ProblemType.UNEXPECTED_FAILURE,
                        "The failure was logged. Try again later, or report it to the operators of the service."),
                request);
    }

    /**
     * The query parameters that could not be converted, such as integers that are too large. Jakarta REST answers them
     * with 404, as it does for path parameters, and does not name the parameter. The conversion's error message contains
     * the value.
     */
    private static List<Fault> unreadable(@Nullable Throwable cause, ContainerRequestContext request) {
        var message = cause == null ? "" : String.valueOf(cause.getMessage());
        return request.getUriInfo().getQueryParameters().entrySet().stream()
                .filter(parameter ->
                        parameter.getValue().stream().anyMatch(value -> !value.isEmpty() && message.contains(value)))
                .map(parameter -> new Fault(parameter.getKey(), "has a value that cannot be read"))
                .toList();
    }

    public static Response answer(ProblemException fault, ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        var url = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        var response = Response.status(fault.status())
                .type(mediaType(request))
                .entity(Problem.of(fault, new Problem.Request(request.getMethod(), url)));
        fault.headers().forEach(response::header);
        return response.build();
    }

    /**
     * Backstage's clients show the message of an error only if it is {@code application/json}, and mostly accept anything. So
     * they get that, unless they ask for problems by name.
     */
    private static MediaType mediaType(ContainerRequestContext request) {
        var isBackstage = BackstageCalls.isOne(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (!RequestFilters.isRead(request::getAcceptableMediaTypes)) {
            return isBackstage ? MediaType.APPLICATION_JSON_TYPE : PROBLEM_JSON;
        }
        var accepted = request.getAcceptableMediaTypes();
        var namesProblem =
                accepted.stream().anyMatch(type -> PROBLEM_JSON.getSubtype().equals(type.getSubtype()));
        if (isBackstage && !namesProblem) {
            return MediaType.APPLICATION_JSON_TYPE;
        }
        var takesProblem = accepted.stream().anyMatch(PROBLEM_JSON::isCompatible);
        var takesJson = accepted.stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::isCompatible);
        return takesJson && !takesProblem ? MediaType.APPLICATION_JSON_TYPE : PROBLEM_JSON;
    }

    /** The framework's own messages contain names of its classes and annotations and are not returned. */
    private String detail(WebApplicationException fault, ContainerRequestContext request) {
        if (fault.getCause() instanceof JsonProcessingException json) {
            return JsonSyntax.describe(json);
        }
        var method = request.getMethod();
        var address = request.getUriInfo().getRequestUri();
        return switch (fault.getResponse().getStatus()) {
            case 404 ->
                "There is no endpoint at %s. GET /q/openapi describes the endpoints."
                        .formatted(Problem.cut(address.getRawPath()));
            case 406 -> "The response is available as %s".formatted(listed(endpoints.produced(method, address)));
            case 415 ->
                "%s is not supported. Send the body as %s"
                        .formatted(contentType(request), listed(endpoints.consumed(method, address)));
            default -> "The request cannot be read. GET /q/openapi describes the requests.";
        };
    }

    private static String contentType(ContainerRequestContext request) {
        var type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return type == null ? "A body without Content-Type" : type;
    }

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static boolean isOfResponse(ConstraintViolation<?> violation) {
        return nodes(violation).stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /** The fault of a violation. Its pointer is the name of a parameter, or a JSON pointer to a member of the body. */
    private static Fault fault(ConstraintViolation<?> violation) {
        var nodes = new ArrayList<>(nodes(violation));
        nodes.removeIf(node -> node.getKind() == ElementKind.METHOD);
        var pointer = nodes.size() < 2
                ? nodes.stream().map(Path.Node::getName).collect(Collectors.joining())
                : nodes.stream().skip(1).map(node -> "/" + member(node)).collect(Collectors.joining());
        return new Fault(pointer, violation.getMessage());
    }

    private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
    }

    private static String member(Path.Node node) {
        var name = JsonConfiguration.SNAKE_CASE.translate(String.valueOf(node.getName()));
        return node.getIndex() == null ? name : node.getIndex() + "/" + name;
    }

    private static Fault fault(MismatchedInputException fault) {
        var pointer = fault.getPath().stream()
                .map(ProblemMapper::step)
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
        return new Fault(
                pointer,
                fault instanceof UnrecognizedPropertyException unknown
                        ? unknown(unknown)
                        : "must be " + expected(fault.getTargetType()));
    }

    private static String unknown(UnrecognizedPropertyException fault) {
        var known = fault.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        return SpellingSuggestion.find(fault.getPropertyName(), known)
                .map("is not a known field. Did you mean %s?"::formatted)
                .orElseGet(() -> "is not a known field. The fields are " + String.join(", ", known));
    }

    /** The framework's own message names the class that the value does not fit. */
    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "valid JSON of another type";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        if (type == LocalDate.class) {
            return "a date, such as 2026-06-01";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time, such as 2026-06-01T00:00:00Z";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? Integer.toString(reference.getIndex()) : reference.getFieldName();
    }
}
