package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

public final class UnsupportedSloFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedSloFormat() {
        super(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send OpenSLO documents as application/yaml or application/json.");
    }
}
