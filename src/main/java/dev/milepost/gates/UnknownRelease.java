package dev.milepost.gates;

import dev.milepost.platform.ProblemException;

/** What is to be released is not known, so nothing can be said of it. */
final class UnknownRelease extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownRelease(String slug, String title, String detail) {
        super(404, slug, title, detail);
    }

    static UnknownRelease template(String name) {
        return new UnknownRelease(
                "unknown-template",
                "There is no such template.",
                "No version of template '%s' has been published.".formatted(name));
    }

    static UnknownRelease service(String name) {
        return new UnknownRelease(
                "unknown-slo-service",
                "No SLO is about this service.",
                "No SLO has the service '%s'; GET /api/v1/slos lists them.".formatted(name));
    }
}
