package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * The path of a value in a token's claims: the name of a claim, else names separated by dots, such as {@code
 * realm_access.roles}.
 */
public record ClaimPath(String text) {

    /** Claims whose value is a list in one string, separated by spaces (RFC 8693, section 4.2). */
    private static final Set<String> SPACED = Set.of("scope", "scp");

    /** The strings at the path. Empty if there are none. */
    List<String> in(JsonNode claims) {
        var value = at(claims);
        if (value.isTextual()) {
            return SPACED.contains(text) ? List.of(value.asText().split(" ")) : List.of(value.asText());
        }
        return value.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode at(JsonNode claims) {
        if (claims.has(text)) {
            return claims.path(text);
        }
        var value = claims;
        for (var step : text.split("\\.", -1)) {
            value = value.path(step);
        }
        return value;
    }
}
