package dev.milepost.insights.adoption;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A golden path without published versions, runs and services. */
final class UnknownGoldenPath extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownGoldenPath(String name) {
        super(
                ProblemType.UNKNOWN_TEMPLATE,
                "Golden path '%s' has no published version, no run and no service.".formatted(name));
    }
}
