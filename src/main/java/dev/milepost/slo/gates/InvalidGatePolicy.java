package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/** The policy is invalid by its schema or contradicts itself. */
final class InvalidGatePolicy extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    InvalidGatePolicy(List<Fault> faults) {
        super(
                ProblemType.INVALID_GATE_POLICY,
                faults.stream()
                        .limit(SHOWN)
                        .map(fault ->
                                (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                        .collect(Collectors.joining("; ")),
                faults);
    }
}
