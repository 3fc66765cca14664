package dev.milepost.slo.attribution;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

final class UnknownDimension extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownDimension() {
        super(
                ProblemType.INVALID_REQUEST,
                "by must be one of " + OutcomeDimension.names(),
                List.of(new Fault("by", "must be one of " + OutcomeDimension.names())));
    }
}
