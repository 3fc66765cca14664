package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The caller is not a platform admin. The policy applies to all releases, so no single group may change it. */
final class NotPlatformAdmin extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotPlatformAdmin(String caller) {
        super(
                ProblemType.NOT_PLATFORM_ADMIN,
                "%s is not a platform admin.".formatted(caller));
    }
}
