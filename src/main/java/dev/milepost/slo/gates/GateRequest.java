package dev.milepost.slo.gates;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a gate decision.
 *
 * @param version the version to release; it is not looked up, because it may not be published yet
 * @param slo the names of additional SLOs that are relevant
 * @param kind the kind of release
 */
record GateRequest(
        @Nullable String template,
        @Nullable String version,
        @Nullable String service,
        List<String> slo,
        String kind) {

    GateRequest {
        slo = List.copyOf(slo);
        if (template == null && service == null && slo.isEmpty()) {
            throw invalid("template", "is missing: name a template, a service or an SLO");
        } else if (version != null && template == null) {
            throw invalid("version", "requires template");
        }
    }

    /** The request is incomplete, or its kind of release is not in the policy. */
    static ProblemException invalid(String parameter, String detail) {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST, parameter + " " + detail, List.of(new Fault(parameter, detail)));
    }
}
