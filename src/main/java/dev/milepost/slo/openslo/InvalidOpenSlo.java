package dev.milepost.slo.openslo;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The documents are not valid OpenSLO, or they define something that cannot be computed. Each fault points to its
 * place.
 */
public final class InvalidOpenSlo extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 3;

    InvalidOpenSlo(List<Fault> faults) {
        super(ProblemType.INVALID_OPENSLO, detail(faults), faults);
    }

    private static String detail(List<Fault> faults) {
        var first = faults.stream()
                .limit(MAX_SHOWN)
                .map(fault -> (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        return faults.size() > MAX_SHOWN ? first + "; and " + (faults.size() - MAX_SHOWN) + " more" : first;
    }
}
