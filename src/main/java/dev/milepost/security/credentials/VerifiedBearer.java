package dev.milepost.security.credentials;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.Role;
import java.time.Instant;
import java.util.Set;

/**
 * The bearer of a verified token.
 *
 * @param roles the roles, including contained roles
 * @param expiresAt when the token expires
 */
public record VerifiedBearer(Caller caller, Set<Role> roles, Instant expiresAt) {

    public VerifiedBearer {
        roles = Set.copyOf(roles);
    }
}
