package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** The request is incomplete, or its kind of release is not in the policy. */
final class InvalidGateRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidGateRequest(String parameter, String detail) {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
                parameter + " " + detail,
                List.of(new Fault(parameter, detail)));
    }
}
