package dev.milepost.catalog.validation;

import dev.milepost.catalog.rules.Quoted;
import dev.milepost.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

final class UnsupportedEntityFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedEntityFormat(@Nullable String contentType) {
        super(
                415,
                "unsupported-media-type",
                "The media type is not supported.",
                "%s is not supported. Send entities as application/json or application/yaml"
                        .formatted(contentType == null ? "A body without Content-Type" : Quoted.of(contentType)));
    }
}
