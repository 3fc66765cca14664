package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.UUID;

final class UnknownCorrection extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownCorrection(String slo, UUID id) {
        super(
                ProblemType.UNKNOWN_CORRECTION,
                "%2$s has no correction %1$s. GET /api/v1/slos/%2$s/corrections lists its corrections."
                        .formatted(id, slo));
    }
}
