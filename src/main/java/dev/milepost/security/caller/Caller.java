package dev.milepost.security.caller;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name for people to read in histories, such as {@code user:default/jane}
 * @param groups full refs of Groups, such as {@code group:default/platform}
 * @param admin may change whatever there is
 * @param emitPermissions what it may tell of where it may emit
 */
public record Caller(String name, Set<String> groups, boolean admin, EmitPermissions emitPermissions) {

    public Caller {
        groups = Set.copyOf(groups);
    }

    /** One that may tell of everything. */
    public Caller(String name, Set<String> groups, boolean admin) {
        this(name, groups, admin, EmitPermissions.UNRESTRICTED);
    }

    /** Whether it may change what a Group or User owns, named by its full ref. */
    public boolean mayChange(String owner) {
        return admin || name.equals(owner) || groups.contains(owner);
    }
}
