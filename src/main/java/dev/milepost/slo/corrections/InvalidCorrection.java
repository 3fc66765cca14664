package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/** The correction is invalid. Each fault points to the field that is wrong. */
public final class InvalidCorrection extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidCorrection(List<Fault> faults) {
        super(
                ProblemType.INVALID_CORRECTION,
                faults.stream()
                        .map(fault -> (fault.pointer().isEmpty() ? "The body" : fault.pointer()) + " " + fault.detail())
                        .collect(Collectors.joining("; ")),
                faults);
    }
}
