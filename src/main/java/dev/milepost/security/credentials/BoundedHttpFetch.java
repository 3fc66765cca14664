package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches JSON from issuers with a timeout and a size limit, without following redirects. */
public final class BoundedHttpFetch {

    private static final int MAX_BYTES = 256 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final Duration timeout;

    /** An address did not return the expected response in time. */
    static final class Unreachable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreachable(String why) {
            super(why);
        }

        Unreachable(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** @param timeout for the complete response */
    public BoundedHttpFetch(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                // A request to upgrade to HTTP/2 never gets an answer from a Backstage that waits for web sockets.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    JsonNode get(URI address) throws Unreachable {
        return get(request(address));
    }

    /** Sends the request with a bearer token. */
    JsonNode get(URI address, String token) throws Unreachable {
        return get(request(address).header("Authorization", "Bearer " + token));
    }

    private static HttpRequest.Builder request(URI address) throws Unreachable {
        try {
            return HttpRequest.newBuilder(address);
        } catch (IllegalArgumentException e) {
            throw new Unreachable("'%s' is not an HTTP URL".formatted(address), e);
        }
    }

    private JsonNode get(HttpRequest.Builder request) throws Unreachable {
        var built =
                request.timeout(timeout).header("Accept", "application/json").build();
        var answer = await(built);
        if (answer.statusCode() != 200) {
            throw new Unreachable(built.uri() + " returned status " + answer.statusCode());
        }
        try {
            var json = JSON.readTree(answer.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw new Unreachable(built.uri() + " returned no JSON", e);
        }
        throw new Unreachable(built.uri() + " returned no JSON object");
    }

    private HttpResponse<byte[]> await(HttpRequest request) throws Unreachable {
        var response = client.sendAsync(request, answer -> new BoundedBody(MAX_BYTES));
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            response.cancel(true);
            throw new Unreachable(request.uri() + " did not respond", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unreachable(request.uri() + " was interrupted", e);
        }
    }
}
