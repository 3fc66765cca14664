package dev.milepost.security.credentials;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID issuer that is trusted.
 *
 * @param issuer as its tokens name it
 * @param keys where its keys are; null where its discovery document tells
 */
public record OidcIssuer(
        String issuer, Set<String> audiences, @Nullable URI keys, ClaimRules claims) {

    public OidcIssuer {
        audiences = Set.copyOf(audiences);
    }
}
