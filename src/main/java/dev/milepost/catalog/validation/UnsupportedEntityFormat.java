package dev.milepost.catalog.validation;

import dev.milepost.catalog.rules.Quoted;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

final class UnsupportedEntityFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedEntityFormat(@Nullable String contentType) {
        super(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s is not supported. Send entities as application/json or application/yaml"
                        .formatted(contentType == null ? "A body without Content-Type" : Quoted.of(contentType)));
    }
}
