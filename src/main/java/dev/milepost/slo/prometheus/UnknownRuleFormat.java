package dev.milepost.slo.prometheus;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

final class UnknownRuleFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownRuleFormat() {
        super(
                400,
                "invalid-request",
                "The request breaks the rules of its parameters.",
                "format must be prometheus or kubernetes",
                List.of(new Fault("format", "must be prometheus or kubernetes")));
    }
}
