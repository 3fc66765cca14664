package dev.milepost.access;

import dev.milepost.platform.Caller;
import dev.milepost.platform.Role;
import java.time.Instant;
import java.util.Set;

/**
 * A caller whose token was found to be right.
 *
 * @param key by which its requests are counted; nothing of the token
 * @param freshUntil until when that may be believed without looking again
 * @param endsAt until when it may be believed where nobody can be asked
 */
record Admitted(String key, Caller caller, Set<Role> roles, Instant freshUntil, Instant endsAt) {

    Admitted {
        roles = Set.copyOf(roles);
    }

    /** Of whom nobody could be asked: the end stays that of the last answer. */
    Admitted freshUntil(Instant moment) {
        return new Admitted(key, caller, roles, moment, endsAt);
    }
}
