package dev.milepost.security.caller;

import java.util.Set;

/**
 * A caller.
 *
 * @param name the name in audit logs and histories, such as {@code user:default/jane}
 * @param groups full refs of Groups, such as {@code group:default/platform}
 * @param admin whether it may change everything
 * @param emitPermissions the sources and services that it may emit events for
 */
public record Caller(String name, Set<String> groups, boolean admin, EmitPermissions emitPermissions) {

    public Caller {
        groups = Set.copyOf(groups);
    }

    /** A caller that may emit events of all sources and services. */
    public Caller(String name, Set<String> groups, boolean admin) {
        this(name, groups, admin, EmitPermissions.UNRESTRICTED);
    }

    /**
     * Whether it may change what a Group or User owns.
     *
     * @param owner the full ref of the owner
     */
    public boolean mayChange(String owner) {
        return admin || name.equals(owner) || groups.contains(owner);
    }
}
