package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** The request is incomplete, or its kind of release is not in the policy. */
final class InvalidGateRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidGateRequest(String parameter, String detail) {
        super(
                ProblemType.INVALID_REQUEST,
                parameter + " " + detail,
                List.of(new Fault(parameter, detail)));
    }
}
