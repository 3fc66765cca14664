package dev.milepost.slo.status;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

final class UnknownStep extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownStep() {
        super(
                ProblemType.INVALID_REQUEST,
                "step must be hour, day or week",
                List.of(new Fault("step", "must be hour, day or week")));
    }
}
