package dev.milepost.slo.prometheus;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

final class UnknownRuleFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownRuleFormat() {
        super(
                ProblemType.INVALID_REQUEST,
                "format must be prometheus or kubernetes",
                List.of(new Fault("format", "must be prometheus or kubernetes")));
    }
}
