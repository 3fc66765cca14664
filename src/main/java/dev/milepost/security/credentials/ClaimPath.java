package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Where in a token something stands: a claim of that name, else steps parted by dots, such as {@code
 * realm_access.roles}.
 */
public record ClaimPath(String text) {

    /** Lists in one text, parted by spaces (RFC 8693, section 4.2). */
    private static final Set<String> SPACED = Set.of("scope", "scp");

    /** The texts that stand there; none where nothing does. */
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
