package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;

public final class UnsupportedSloFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedSloFormat() {
        super(
                415,
                "unsupported-media-type",
                "The media type is not supported.",
                "Send OpenSLO documents as application/yaml or application/json.");
    }
}
