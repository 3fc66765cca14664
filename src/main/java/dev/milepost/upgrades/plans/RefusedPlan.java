package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** A plan request that is rejected without being read. */
final class RefusedPlan extends ProblemException {

    private static final long serialVersionUID = 1L;

    private RefusedPlan(ProblemType type, String detail) {
        super(type, detail);
    }

    static RefusedPlan mediaType(@Nullable String contentType) {
        return new RefusedPlan(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s is not supported. Send the files as application/x-tar or application/gzip, or a whole request as application/json."
                        .formatted(contentType == null ? "A body without Content-Type" : contentType));
    }
}
