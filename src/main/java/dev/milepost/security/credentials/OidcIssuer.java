package dev.milepost.security.credentials;

import java.net.URI;
import java.util.Optional;
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

    /**
     * How the claims of an issuer's tokens are mapped to a caller.
     *
     * @param name the claim with the caller's name, and its prefix
     * @param groups the claim with the caller's groups, and their prefix
     * @param roles the claim whose values are mapped to roles
     * @param rules maps values of {@code roles} to roles
     * @param sources the claim with the sources that the caller may emit events of; all if empty
     * @param services the claim with the services that the caller may emit events for; all if empty
     */
    public record ClaimRules(
            Naming name,
            Naming groups,
            ClaimPath roles,
            RoleRules rules,
            Optional<ClaimPath> sources,
            Optional<ClaimPath> services) {}

    /** @param prefix prepended to each value of the claim */
    public record Naming(ClaimPath claim, String prefix) {

        String of(String value) {
            return prefix + value;
        }
    }
}
