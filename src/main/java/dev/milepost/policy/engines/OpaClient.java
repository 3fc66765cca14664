package dev.milepost.policy.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.BoundedBody;
import dev.milepost.platform.text.Shorten;
import dev.milepost.platform.text.Trim;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks OPA over its REST API for the value of a document. The base address comes only from the configuration.
 *
 * @see <a href="https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input">Data API</a>
 */
@ApplicationScoped
class OpaClient implements OpaDocuments {

    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper(DocumentLimits.jsonFactory());

    private final OpaConfig config;
    private final @Nullable HttpClient client;
    private final CircuitBreaker breaker;

    @Inject
    OpaClient(OpaConfig config, TlsConfigurationRegistry registry, Clock clock) {
        this(config, config.tls().map(name -> tls(registry, name)).orElse(null), clock);
    }

    OpaClient(OpaConfig config, @Nullable SSLContext tls, Clock clock) {
        this.config = config;
        this.breaker = new CircuitBreaker(config.failures(), config.pause(), clock);
        this.client = config.url().map(url -> client(config, url, tls)).orElse(null);
    }

    /** A client with the defaults of the JVM for TLS. */
    static OpaClient at(URI address, Clock clock) {
        @Nullable SSLContext ofJvm = null;
        return new OpaClient(new OpaAddress(address), ofJvm, clock);
    }

    @Override
    public JsonNode query(String path, JsonNode input) throws OpaFailure {
        var connection = client;
        if (connection == null) {
            throw new OpaFailure("No OPA is configured. Set milepost.policies.opa.url.");
        }
        if (!breaker.allows()) {
            throw new OpaFailure("OPA failed several times in a row, so it is not asked for a while.");
        }
        boolean isAnswered = false;
        try {
            var answer = await(connection, request(path, input));
            // OPA answers 400 and 500 for a fault of a policy or an input. It is there all the same.
            isAnswered = true;
            return value(answer);
        } finally {
            if (isAnswered) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
        }
    }

    private HttpRequest request(String path, JsonNode input) {
        var base = Trim.trailing(config.url().orElseThrow().toString(), '/');
        var body = JSON.createObjectNode();
        body.set("input", input);
        var request = HttpRequest.newBuilder(URI.create(base + "/v1/data/" + path))
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.build();
    }

    private HttpResponse<byte[]> await(HttpClient connection, HttpRequest request) throws OpaFailure {
        var response = connection.sendAsync(request, answer -> new BoundedBody(MAX_BYTES));
        try {
            return response.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new OpaFailure("OPA did not answer within %d ms."
                    .formatted(config.timeout().toMillis()));
        } catch (ExecutionException e) {
            throw new OpaFailure("OPA did not answer: " + Shorten.to(300, reason(e)));
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new OpaFailure("The question to OPA was interrupted.");
        }
    }

    private static String reason(ExecutionException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static JsonNode value(HttpResponse<byte[]> answer) throws OpaFailure {
        var json = parse(answer.body());
        if (answer.statusCode() != OK) {
            throw new OpaFailure("OPA answered with status %d%s"
                    .formatted(
                            answer.statusCode(),
                            json.path("message").isTextual()
                                    ? ": "
                                            + Shorten.to(
                                                    300, json.path("message").asText())
                                    : "."));
        }
        if (!json.isObject()) {
            throw new OpaFailure("The answer of OPA is not a JSON object.");
        }
        return json.path("result");
    }

    private static JsonNode parse(byte[] body) {
        try {
            var json = JSON.readTree(body);
            return json == null ? JSON.missingNode() : json;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot fail", e);
        }
    }

    private static HttpClient client(OpaConfig config, URI url, @Nullable SSLContext tls) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("milepost.policies.opa.url must be an HTTP URL: " + url);
        }
        var client = HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(config.timeout());
        if (tls != null) {
            client.sslContext(tls);
        }
        return client.build();
    }

    private static SSLContext tls(TlsConfigurationRegistry registry, String name) {
        TlsConfiguration found = registry.get(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "milepost.policies.opa.tls names '%s', but nothing is set below quarkus.tls.%s"
                                .formatted(name, name)));
        try {
            return found.createSSLContext();
        } catch (Exception e) {
            throw new IllegalArgumentException("The TLS configuration '%s' cannot be used".formatted(name), e);
        }
    }
}
