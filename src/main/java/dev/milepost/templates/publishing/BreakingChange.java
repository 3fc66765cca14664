package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/** A version that removes something that other versions of its major version have. */
final class BreakingChange extends ProblemException {

    private static final long serialVersionUID = 1L;

    BreakingChange(List<Fault> faults) {
        super(
                ProblemType.BREAKING_CHANGE,
                faults.stream().map(Fault::detail).collect(Collectors.joining(" ")),
                faults);
    }
}
