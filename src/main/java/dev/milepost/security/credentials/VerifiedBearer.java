package dev.milepost.security.credentials;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.Role;
import java.time.Instant;
import java.util.Set;

/**
 * Who bears a token that was proved, and what that gives.
 *
 * @param roles with all that they contain
 * @param expiresAt when the token ends
 */
public record VerifiedBearer(Caller caller, Set<Role> roles, Instant expiresAt) {

    public VerifiedBearer {
        roles = Set.copyOf(roles);
    }
}
