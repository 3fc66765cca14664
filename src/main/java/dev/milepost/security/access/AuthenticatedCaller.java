package dev.milepost.security.access;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.Role;
import java.time.Instant;
import java.util.Set;

/**
 * A caller whose token was found to be right.
 *
 * @param rateLimitKey by which its requests are counted; nothing of the token
 * @param freshUntil until when that may be believed without looking again
 * @param staleUntil until when it may be believed where nobody can be asked
 */
record AuthenticatedCaller(
        String rateLimitKey, Caller caller, Set<Role> roles, Instant freshUntil, Instant staleUntil) {

    AuthenticatedCaller {
        roles = Set.copyOf(roles);
    }

    /** Of whom nobody could be asked: the end stays that of the last answer. */
    AuthenticatedCaller freshUntil(Instant moment) {
        return new AuthenticatedCaller(rateLimitKey, caller, roles, moment, staleUntil);
    }
}
