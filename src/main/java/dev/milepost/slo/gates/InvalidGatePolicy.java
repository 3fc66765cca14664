package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** The policy is invalid by its schema or contradicts itself. */
final class InvalidGatePolicy extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    InvalidGatePolicy(List<Fault> faults) {
        super(
                422,
                "invalid-gate-policy",
                "The error budget policy is invalid.",
                faults.stream()
                        .limit(SHOWN)
                        .map(fault ->
                                (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                        .collect(Collectors.joining("; ")),
                faults);
    }
}
