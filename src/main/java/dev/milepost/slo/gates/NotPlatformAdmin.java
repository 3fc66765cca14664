package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;

/** The caller is not a platform admin. The policy applies to all releases, so no single group may change it. */
final class NotPlatformAdmin extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotPlatformAdmin(String caller) {
        super(
                403,
                "not-platform-admin",
                "Only platform admins may do this.",
                "%s is not a platform admin.".formatted(caller));
    }
}
