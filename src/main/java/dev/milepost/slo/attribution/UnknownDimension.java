package dev.milepost.slo.attribution;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

final class UnknownDimension extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownDimension() {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
                "by must be one of " + OutcomeDimension.names(),
                List.of(new Fault("by", "must be one of " + OutcomeDimension.names())));
    }
}
