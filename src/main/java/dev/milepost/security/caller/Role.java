package dev.milepost.security.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The roles of callers. Ownership of the changed objects is checked in addition. */
public enum Role {
    /** May read. */
    READER(Roles.READER),
    /** May emit events. Contains no other role, so that a build's token cannot read anything. */
    EMITTER(Roles.EMITTER),
    /** May change what its groups own, and read. */
    TEMPLATE_OWNER(Roles.TEMPLATE_OWNER),
    /** May do everything. */
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

    /** The roles, including contained roles. */
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
