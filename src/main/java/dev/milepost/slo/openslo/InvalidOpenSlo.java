package dev.milepost.slo.openslo;

import dev.milepost.platform.http.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Documents that break OpenSLO's rules, or ask for what cannot be computed; each fault points at what it is about. */
public final class InvalidOpenSlo extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 3;

    InvalidOpenSlo(List<Fault> faults) {
        super(422, "invalid-openslo", "The documents are no OpenSLO that can be used.", detail(faults), faults);
    }

    private static String detail(List<Fault> faults) {
        var first = faults.stream()
                .limit(MAX_SHOWN)
                .map(fault -> (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        return faults.size() > MAX_SHOWN ? first + "; and " + (faults.size() - MAX_SHOWN) + " more" : first;
    }
}
