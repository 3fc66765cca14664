package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/** A request for an upgrade plan with invalid content. */
final class InvalidPlanRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidPlanRequest(List<Fault> faults) {
        super(
                ProblemType.INVALID_PLAN_REQUEST,
                faults.stream()
                        .limit(5)
                        .map(fault -> (fault.pointer() + " " + fault.detail()).strip())
                        .collect(Collectors.joining("; ")),
                faults);
    }
}
