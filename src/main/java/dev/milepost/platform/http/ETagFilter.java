package dev.milepost.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.text.Sha256;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Adds an ETag, a hash of the body, to responses to GET, and answers 304 if the client has the same version (RFC 9110,
 * section 13).
 */
class ETagFilter {

    private final ObjectMapper mapper;

    ETagFilter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @ServerResponseFilter
    void mark(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        if (!request.getMethod().equals("GET") || response.getStatus() != 200 || !response.hasEntity()) {
            return;
        }
        var body =
                response.getEntity() instanceof byte[] bytes ? bytes : mapper.writeValueAsBytes(response.getEntity());
        var tag = '"' + hash(body) + '"';
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        if (names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(Status.NOT_MODIFIED.getStatusCode());
            response.setEntity(null);
        } else {
            response.setEntity(body, response.getEntityAnnotations(), response.getMediaType());
        }
    }

    private static boolean names(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        List<String> tags = Arrays.stream(header.split(",")).map(String::strip).toList();
        return tags.contains("*") || tags.contains(tag) || tags.contains("W/" + tag);
    }

    private static String hash(byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body), 16));
    }
}
