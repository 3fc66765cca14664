package dev.milepost.security.credentials;

import java.util.Optional;

/**
 * What the claims of an issuer's tokens mean.
 *
 * @param name the claim that names the caller, and what is put before it
 * @param groups the claim that names the caller's groups, and what is put before each
 * @param roles the claim that gives roles
 * @param sources the claim with the sources that the caller may tell of; all without one
 * @param services the claim with the services that the caller may tell of; all without one
 */
public record ClaimRules(
        Naming name,
        Naming groups,
        ClaimPath roles,
        RoleRules rules,
        Optional<ClaimPath> sources,
        Optional<ClaimPath> services) {

    /** @param prefix put before names that have none of a ref's kinds */
    public record Naming(ClaimPath claim, String prefix) {

        String of(String value) {
            return prefix + value;
        }
    }
}
