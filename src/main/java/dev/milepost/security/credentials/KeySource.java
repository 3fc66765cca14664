package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.security.credentials.BoundedHttpFetch.Unreachable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The source of an issuer's keys. */
interface KeySource {

    /** Returns a JSON Web Key Set (RFC 7517, section 5). */
    JsonNode fetch() throws Unreachable;

    static KeySource at(URI address, BoundedHttpFetch fetch) {
        return () -> fetch.get(address);
    }

    /** The keys of an OpenID issuer: at the configured address, else at the address in its discovery document. */
    static KeySource of(OidcIssuer issuer, BoundedHttpFetch fetch) {
        return () -> fetch.get(addressOf(issuer, fetch));
    }

    private static URI addressOf(OidcIssuer issuer, BoundedHttpFetch fetch) throws Unreachable {
        @Nullable URI known = issuer.keys();
        if (known != null) {
            return known;
        }
        var discovery =
                fetch.get(URI.create(Trim.trailing(issuer.issuer(), '/') + "/.well-known/openid-configuration"));
        if (!discovery.path("issuer").asText().equals(issuer.issuer())) {
            throw new Unreachable("The discovery document of " + issuer.issuer() + " names another issuer");
        }
        try {
            return URI.create(discovery.path("jwks_uri").asText());
        } catch (IllegalArgumentException e) {
            throw new Unreachable("The discovery document of " + issuer.issuer() + " has no valid jwks_uri", e);
        }
    }
}
