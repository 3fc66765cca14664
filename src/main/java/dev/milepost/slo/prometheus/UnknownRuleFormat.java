package dev.milepost.slo.prometheus;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

final class UnknownRuleFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownRuleFormat() {
        super(
                400,
                "invalid-request",
                "A parameter, header or body field of the request is invalid.",
                "format must be prometheus or kubernetes",
                List.of(new Fault("format", "must be prometheus or kubernetes")));
    }
}
