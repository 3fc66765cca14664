package dev.milepost.events.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.JsonSyntax;
import dev.milepost.platform.text.MediaTypes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the JSON of a body. The body is the JSON itself or a form with the JSON in the field {@code payload}. */
final class WebhookPayloadReader {

    private static final String FIELD = "payload=";

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private WebhookPayloadReader() {}

    static JsonNode read(HttpHeaders headers, byte[] body) {
        var isForm = MediaTypes.essence(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .equals(MediaType.APPLICATION_FORM_URLENCODED);
        try {
            var json = isForm ? JSON.readTree(payload(body)) : JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
            throw malformed("The payload must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw malformed("The payload cannot be read. " + JsonSyntax.describe(e))
                    .causedBy(e);
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }

    private static String payload(byte[] form) {
        try {
            return Arrays.stream(new String(form, StandardCharsets.UTF_8).split("&"))
                    .filter(field -> field.startsWith(FIELD))
                    .map(field -> URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8))
                    .findFirst()
                    .orElseThrow(() -> malformed("The form must have the field payload."));
        } catch (IllegalArgumentException e) {
            throw malformed("The field payload of the form cannot be decoded.").causedBy(e);
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(ProblemType.MALFORMED_DELIVERY, detail);
    }
}
