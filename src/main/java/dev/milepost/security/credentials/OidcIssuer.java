package dev.milepost.security.credentials;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trusted OpenID issuer.
 *
 * @param issuer the issuer in the {@code iss} claim of its tokens
 * @param keys the address of its keys; null to use its discovery document
 */
public record OidcIssuer(
        String issuer, Set<String> audiences, @Nullable URI keys, ClaimRules claims) {

    public OidcIssuer {
        audiences = Set.copyOf(audiences);
    }
}
