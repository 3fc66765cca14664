package dev.milepost.credentials;

import dev.milepost.platform.Caller;
import dev.milepost.platform.Role;
import java.time.Instant;
import java.util.Set;

/**
 * Who bears a token that was proved, and what that gives.
 *
 * @param roles with all that they contain
 * @param expiresAt when the token ends
 */
public record Bearer(Caller caller, Set<Role> roles, Instant expiresAt) {

    public Bearer {
        roles = Set.copyOf(roles);
    }
}
