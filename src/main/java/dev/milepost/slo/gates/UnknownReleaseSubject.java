package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;

/** The template or service to release is unknown, so the gate cannot decide. */
final class UnknownReleaseSubject extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownReleaseSubject(String slug, String title, String detail) {
        super(404, slug, title, detail);
    }

    static UnknownReleaseSubject template(String name) {
        return new UnknownReleaseSubject(
                "unknown-template",
                "There is no such template.",
                "No version of template '%s' has been published.".formatted(name));
    }

    static UnknownReleaseSubject service(String name) {
        return new UnknownReleaseSubject(
                "unknown-slo-service",
                "No SLO covers this service.",
                "No SLO has the service '%s'. GET /api/v1/slos lists the SLOs with their services.".formatted(name));
    }
}
