package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;

/** The policy holds for everybody's releases, so it is not one group's to change. */
final class NotPlatformAdmin extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotPlatformAdmin(String caller) {
        super(
                403,
                "not-platform-admin",
                "Only platform admins may do this.",
                "%s is no platform admin.".formatted(caller));
    }
}
