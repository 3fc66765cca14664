package dev.milepost.insights.adoption;

import dev.milepost.platform.http.ProblemException;

/** A golden path without published versions, runs and services. */
final class UnknownGoldenPath extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownGoldenPath(String name) {
        super(
                404,
                "unknown-template",
                "There is no such template.",
                "Golden path '%s' has no published version, no run and no service.".formatted(name));
    }
}
