package dev.milepost.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Set;

/** The endpoint does not support the request's method. */
final class MethodNotAllowed extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final String allowed;

    MethodNotAllowed(String method, String path, Set<String> allowed) {
        super(
                405,
                "method-not-allowed",
                "The method is not allowed at this address.",
                "%s is not allowed at %s. Use %s.".formatted(method, Problem.cut(path), String.join(", ", allowed)));
        this.allowed = String.join(", ", allowed);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.ALLOW, allowed);
    }
}
