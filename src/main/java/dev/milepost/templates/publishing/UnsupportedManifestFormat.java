package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

final class UnsupportedManifestFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedManifestFormat(@Nullable String contentType, String readable) {
        super(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s is not supported. Send %s."
                        .formatted(contentType == null ? "A body without Content-Type" : contentType, readable));
    }
}
