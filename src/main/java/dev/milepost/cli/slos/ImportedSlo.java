package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An SLO of another tool with everything that OpenSLO can state.
 *
 * @param pointer the place of its definition
 * @param owner the ref of a group; null if unknown
 * @param runbook a URL; null if unknown
 * @param window a duration of OpenSLO
 * @param indicator the spec of an SLI
 * @param rules the rules of its alerts; empty for those of the Site Reliability Workbook
 * @param silent true if it has no alerts; then the rules have none
 */
record ImportedSlo(
        String pointer,
        String name,
        String displayName,
        String description,
        String service,
        @Nullable String owner,
        @Nullable String runbook,
        SortedMap<String, String> labels,
        BigDecimal percent,
        String window,
        JsonNode indicator,
        List<ImportedRule> rules,
        boolean silent) {

    private static final String PREFIX = "milepost.dev/";

    /** Returns the document of OpenSLO. */
    JsonNode document() {
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "openslo/v1")
                .put("kind", "SLO");
        var metadata = document.putObject("metadata").put("name", name);
        if (!displayName.equals(name)) {
            metadata.put("displayName", displayName);
        }
        if (!labels.isEmpty()) {
            labels.forEach(metadata.putObject("labels")::put);
        }
        if (owner != null) {
            metadata.withObject("/annotations").put(PREFIX + "owner", owner);
        }
        if (runbook != null) {
            metadata.withObject("/annotations").put(PREFIX + "runbook-url", runbook);
        }
        var spec = document.putObject("spec");
        if (!description.isEmpty()) {
            spec.put("description", description);
        }
        spec.put("service", service);
        var sli = spec.putObject("indicator");
        sli.putObject("metadata").put("name", name);
        sli.set("spec", indicator);
        spec.putArray("timeWindow").addObject().put("duration", window).put("isRolling", true);
        spec.put("budgetingMethod", "Occurrences");
        spec.putArray("objectives").addObject().put("targetPercent", percent);
        if (!rules.isEmpty()) {
            var policies = spec.putArray("alertPolicies");
            rules.forEach(rule -> policies.add(rule.policy(silent)));
        }
        return document;
    }
}
