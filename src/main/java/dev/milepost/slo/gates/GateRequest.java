package dev.milepost.slo.gates;

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
            throw new InvalidGateRequest("template", "is missing: name a template, a service or an SLO");
        } else if (version != null && template == null) {
            throw new InvalidGateRequest("version", "requires template");
        }
    }
}
