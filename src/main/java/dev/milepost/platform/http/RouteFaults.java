package dev.milepost.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers requests without a valid host, which cannot be routed, with a problem instead of the framework's response.
 */
@Singleton
class RouteFaults {

    private final ObjectMapper mapper;

    RouteFaults(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (!(context.failure() instanceof VertxException) || context.statusCode() != 400) {
            context.next();
            return;
        }
        var refusal = ProblemException.of(
                ProblemType.BAD_REQUEST, "HTTP/1.1 requires a Host header with a valid host, such as Host: milepost");
        var request = context.request();
        var problem = Problem.of(refusal, new Problem.Request(request.method().name(), request.uri()));
        context.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(json(problem)));
    }

    private byte[] json(Problem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The problem could not be written as JSON", e);
        }
    }
}
