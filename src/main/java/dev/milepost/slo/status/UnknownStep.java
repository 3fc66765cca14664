package dev.milepost.slo.status;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

final class UnknownStep extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownStep() {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
                "step must be hour, day or week",
                List.of(new Fault("step", "must be hour, day or week")));
    }
}
