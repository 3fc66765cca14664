package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** A plan request that is rejected without being read. */
final class RefusedPlan extends ProblemException {

    private static final long serialVersionUID = 1L;

    private RefusedPlan(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    static RefusedPlan mediaType(@Nullable String contentType) {
        return new RefusedPlan(
                415,
                "unsupported-media-type",
                "The media type is not supported.",
                "%s is not supported. Send the files as application/x-tar or application/gzip, or a whole request as application/json."
                        .formatted(contentType == null ? "A body without Content-Type" : contentType));
    }
}
