package dev.milepost.security.access;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Role;
import dev.milepost.security.caller.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;

/** Converts callers to Quarkus security identities. */
final class Identities {

    private Identities() {}

    static SecurityIdentity of(Caller caller, Set<Role> roles) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addAttribute(CurrentCaller.ATTRIBUTE, caller);
        roles.forEach(role -> identity.addRole(role.text()));
        if (roles.contains(Role.READER)) {
            identity.addRole(Roles.TEMPLATE_FETCHER);
        }
        if (roles.contains(Role.EMITTER) && caller.emitPermissions().isUnrestricted()) {
            identity.addRole(Roles.EMITTER_OF_ALL);
        }
        if (roles.contains(Role.PLATFORM_ADMIN) && caller.emitPermissions().isUnrestricted()) {
            identity.addRole(Roles.PLATFORM_ADMIN_OF_ALL);
        }
        return identity.build();
    }

    /** The identity of a request without a token. */
    static SecurityIdentity anonymous(boolean openTemplates) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(""))
                .setAnonymous(true);
        if (openTemplates) {
            identity.addRole(Roles.TEMPLATE_FETCHER);
        }
        return identity.build();
    }
}
