package dev.milepost.delivery.correlation;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** No stored event carries this id. */
final class UnknownCorrelation extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownCorrelation(String id) {
        super(
                ProblemType.UNKNOWN_CORRELATION,
                ("No event in the history has %s as its correlation, commit, deployment, pipeline run or "
                                + "repository!pr. Events are deleted after milepost.retention.")
                        .formatted(id));
    }
}
