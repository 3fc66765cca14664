package dev.milepost.security.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.security.caller.NotAuthenticated;
import java.io.IOException;
import java.util.Base64;

/**
 * A parsed token whose signature is not verified. Its content is used only to find the verification key. Keys and
 * addresses in the token ({@code jku}, {@code jwk}, {@code x5u}, {@code x5c}) are ignored.
 */
record UnverifiedToken(String text, JsonNode header, JsonNode claims) {

    private static final int MAX_LENGTH = 16 << 10;
    private static final ObjectMapper JSON = new ObjectMapper(DocumentLimits.jsonFactory());

    /** @throws NotAuthenticated if the text is not a JWS in compact form */
    static UnverifiedToken parse(String text) {
        var parts = text.split("\\.", 4);
        if (text.length() > MAX_LENGTH || parts.length != 3) {
            throw NotAuthenticated.because("The token is not a signed JSON Web Token");
        }
        return new UnverifiedToken(text, object(parts[0]), object(parts[1]));
    }

    private static JsonNode object(String part) {
        try {
            var json = JSON.readTree(Base64.getUrlDecoder().decode(part));
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Rejected below. The content is not part of the response.
        } catch (IOException e) {
            throw new IllegalStateException("The token could not be read", e);
        }
        throw NotAuthenticated.because("The token is not a signed JSON Web Token");
    }

    String type() {
        return header.path("typ").asText("");
    }

    String keyId() {
        return header.path("kid").asText("");
    }

    String issuer() {
        return claims.path("iss").asText("");
    }

    String subject() {
        return claims.path("sub").asText("");
    }
}
