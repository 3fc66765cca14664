package dev.milepost.security.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What callers may do at all; whose things they may change is asked besides. */
public enum Role {
    /** Asks. */
    READER(Roles.READER),
    /** Tells what happened. Contains no other, so that a build's token can read nothing. */
    EMITTER(Roles.EMITTER),
    /** Changes what its groups own, and asks. */
    TEMPLATE_OWNER(Roles.TEMPLATE_OWNER),
    /** Everything. */
    PLATFORM_ADMIN(Roles.PLATFORM_ADMIN);

    private final String text;

    Role(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Role> parse(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }

    /** The roles and all that they contain. */
    public static Set<Role> withContained(Collection<Role> roles) {
        var all = EnumSet.noneOf(Role.class);
        all.addAll(roles);
        if (all.contains(PLATFORM_ADMIN)) {
            return EnumSet.allOf(Role.class);
        }
        if (all.contains(TEMPLATE_OWNER)) {
            all.add(READER);
        }
        return all;
    }
}
