package dev.milepost.security.access;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.Role;
import java.time.Instant;
import java.util.Set;

/**
 * A caller with a valid token.
 *
 * @param rateLimitKey the key of its rate limit; a hash, from which the token cannot be derived
 * @param freshUntil until when the result is used without verifying the token again
 * @param staleUntil until when the result is used if the token cannot be verified again
 */
record AuthenticatedCaller(
        String rateLimitKey, Caller caller, Set<Role> roles, Instant freshUntil, Instant staleUntil) {

    AuthenticatedCaller {
        roles = Set.copyOf(roles);
    }

    /** The same caller with a later {@code freshUntil}, after a failed lookup. {@code staleUntil} does not change. */
    AuthenticatedCaller freshUntil(Instant moment) {
        return new AuthenticatedCaller(rateLimitKey, caller, roles, moment, staleUntil);
    }
}
