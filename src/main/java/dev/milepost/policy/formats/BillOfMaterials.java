package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The facts of a bill of materials, while it is read: its components, their licences, and what is known of vulnerabilities. */
final class BillOfMaterials {

    private static final int MAX_LICENCES = 1_000;
    private static final int MAX_MODELS = 100;

    private final Map<String, Integer> licences = new TreeMap<>();
    private final ArrayNode models = Facts.array();
    private final FindingList vulnerabilities = new FindingList();
    private int components;
    private int unlicensed;
    private int otherLicences;
    private boolean scanned;

    /** @param licences the ids, names or expressions of the component's licences; empty if it has none */
    void component(Collection<String> licences) {
        components++;
        if (licences.isEmpty()) {
            unlicensed++;
        }
        licences.forEach(this::licence);
    }

    private void licence(String id) {
        if (licences.size() < MAX_LICENCES || licences.containsKey(id)) {
            licences.merge(id, 1, Integer::sum);
        } else {
            otherLicences++;
        }
    }

    /** States that the document has a list of vulnerabilities, which may be empty. */
    void scanned() {
        scanned = true;
    }

    /** @param hasCard whether the model has a card that describes it */
    void model(String name, String version, boolean hasCard) {
        if (models.size() < MAX_MODELS) {
            models.addObject().put("name", name).put("version", version).put("card", hasCard);
        }
    }

    /**
     * @param component the package URL of what has the vulnerability, else its name; null if it is not stated
     * @param published null if it is not stated
     * @param suppressedBy why it does not count; null if it counts
     */
    record Vulnerability(
            String id,
            FindingSeverity severity,
            @Nullable String component,
            @Nullable String published,
            @Nullable String suppressedBy) {}

    void vulnerability(Vulnerability vulnerability) {
        var finding = Facts.object();
        finding.put("id", vulnerability.id());
        finding.put("severity", vulnerability.severity().word());
        finding.put("component", vulnerability.component());
        finding.put("published", vulnerability.published());
        finding.put("suppressed", vulnerability.suppressedBy() != null);
        finding.put("suppressed_by", vulnerability.suppressedBy());
        if (vulnerability.suppressedBy() == null) {
            vulnerabilities.add(vulnerability.severity(), finding);
        } else {
            vulnerabilities.addSuppressed(vulnerability.severity(), finding);
        }
    }

    ObjectNode facts(String specVersion) {
        var facts = Facts.object();
        facts.put("spec_version", specVersion);
        facts.put("components", components);
        var list = facts.putArray("licences");
        licences.forEach((id, count) -> list.addObject().put("id", id).put("components", count));
        facts.put("other_licences", otherLicences);
        facts.put("unlicensed", unlicensed);
        facts.put("scanned", scanned);
        facts.set("by_severity", vulnerabilities.bySeverity());
        vulnerabilities.write(facts, "vulnerabilities");
        facts.set("models", models);
        return facts;
    }
}
