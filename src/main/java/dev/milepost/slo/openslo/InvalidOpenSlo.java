package dev.milepost.slo.openslo;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/**
 * The documents are not valid OpenSLO, or they define something that cannot be computed. Each fault points to its
 * place.
 */
public final class InvalidOpenSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidOpenSlo(List<Fault> faults) {
        super(ProblemType.INVALID_OPENSLO, FaultCollector.detail(faults), faults);
    }
}
