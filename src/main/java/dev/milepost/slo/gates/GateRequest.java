package dev.milepost.slo.gates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be released.
 *
 * @param version not looked up, as it may be about to be published
 * @param slo more objectives that matter to it, by name
 * @param kind what sort of release it is
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
            throw new InvalidGateRequest("template", "or service or slo must say what is to be released");
        } else if (version != null && template == null) {
            throw new InvalidGateRequest("version", "needs the template that it is one of");
        }
    }
}
