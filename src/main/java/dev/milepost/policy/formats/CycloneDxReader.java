package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.formats.BillOfMaterials.Vulnerability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bill of materials of CycloneDX in JSON. Components are counted with those within them. The component that the
 * document is about is not one of them.
 */
final class CycloneDxReader {

    private static final Set<String> VERSIONS = Set.of("1.2", "1.3", "1.4", "1.5", "1.6", "1.7");

    /** The states of an analysis in which a vulnerability does no harm. */
    private static final Set<String> HARMLESS =
            Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");

    private final BillOfMaterials bill = new BillOfMaterials();
    private final Map<String, String> componentOfRef = new HashMap<>();

    private CycloneDxReader() {}

    static ReadEvidence read(JsonNode document) {
        var version = document.path("specVersion").asText();
        checkVersion(version, "/specVersion");
        CycloneDxSchema.check(document, version);
        var reader = new CycloneDxReader();
        var about = document.path("metadata").path("component");
        reader.refer(about);
        reader.components(document, "");
        var vulnerabilities = Facts.list(document, "vulnerabilities", "");
        if (vulnerabilities.isArray()) {
            reader.bill.scanned();
        }
        for (int i = 0; i < vulnerabilities.size(); i++) {
            reader.vulnerability(vulnerabilities.get(i), "/vulnerabilities/" + i);
        }
        return ReadEvidence.of(
                EvidenceKind.CYCLONEDX,
                tool(document.path("metadata").path("tools")),
                Facts.time(document.path("metadata"), "timestamp"),
                reader.bill.facts(version));
    }

    static void checkVersion(String version, String at) {
        if (!VERSIONS.contains(version)) {
            throw Facts.invalid(at, "must be a version of CycloneDX from 1.2 to 1.7");
        }
    }

    /** Why a vulnerability in this state of analysis does not count; null if it counts. */
    static @Nullable String suppressedBy(String state) {
        return HARMLESS.contains(state) ? "analysis: " + state : null;
    }

    /** Before 1.5 a list, then an object with lists. */
    private static String tool(JsonNode tools) {
        var list = tools.isArray() ? tools : tools.path("components");
        return Facts.name(list.path(0), "name");
    }

    private void components(JsonNode parent, String at) {
        var components = Facts.list(parent, "components", at);
        for (int i = 0; i < components.size(); i++) {
            var here = at + "/components/" + i;
            var component = Facts.object(components.get(i), here);
            if (Facts.name(component, "name").isEmpty()) {
                throw Facts.invalid(here + "/name", "is missing");
            }
            refer(component);
            bill.component(licences(Facts.list(component, "licenses", here)));
            if ("machine-learning-model".equals(component.path("type").asText())) {
                bill.model(Facts.name(component, "name"), Facts.name(component, "version"), component.has("modelCard"));
            }
            components(component, here);
        }
    }

    private void refer(JsonNode component) {
        var ref = component.path("bom-ref").asText();
        if (!ref.isEmpty()) {
            componentOfRef.putIfAbsent(
                    ref,
                    label(
                            Facts.text(Facts.IDENTIFIER, component.path("purl").asText()),
                            Facts.name(component, "name"),
                            Facts.name(component, "version")));
        }
    }

    /** The name of a component in facts: its package URL, else its name and version. */
    static String label(String purl, String name, String version) {
        if (!purl.isEmpty()) {
            return purl;
        }
        return version.isEmpty() ? name : name + "@" + version;
    }

    private static Set<String> licences(JsonNode choices) {
        var licences = new TreeSet<String>();
        for (var choice : choices) {
            var licence = choice.path("license");
            for (var name :
                    List.of(Facts.name(licence, "id"), Facts.name(licence, "name"), Facts.name(choice, "expression"))) {
                if (!name.isEmpty()) {
                    licences.add(name);
                    break;
                }
            }
        }
        return licences;
    }

    private void vulnerability(JsonNode vulnerability, String at) {
        var id = Facts.name(Facts.object(vulnerability, at), "id");
        if (id.isEmpty()) {
            throw Facts.invalid(at + "/id", "is missing");
        }
        var severity = FindingSeverity.UNKNOWN;
        for (var rating : Facts.list(vulnerability, "ratings", at)) {
            severity = severity.worse(severity(
                    rating.path("severity").asText(), rating.path("score").asText()));
        }
        var state = vulnerability.path("analysis").path("state").asText();
        for (var component : affected(vulnerability, at)) {
            bill.vulnerability(new Vulnerability(
                    id, severity, component, Facts.nameOrNull(vulnerability, "published"), suppressedBy(state)));
        }
    }

    /** The severity of a rating: as stated, else by its score. */
    static FindingSeverity severity(String stated, String score) {
        var severity = FindingSeverity.ofWord(stated);
        var number = Numbers.of(score, -1);
        return severity == FindingSeverity.UNKNOWN && number >= 0 ? FindingSeverity.ofScore(number) : severity;
    }

    /** The label of a component. A reference into another document, a BOM-Link, has the component's own one after {@code #}. */
    static String componentOf(String ref, Map<String, String> componentOfRef) {
        var own = ref.startsWith("urn:cdx:") ? ref.substring(ref.indexOf('#') + 1) : ref;
        return componentOfRef.getOrDefault(ref, own);
    }

    private List<@Nullable String> affected(JsonNode vulnerability, String at) {
        var affected = new ArrayList<@Nullable String>();
        for (var affects : Facts.list(vulnerability, "affects", at)) {
            var ref = Facts.text(Facts.IDENTIFIER, affects.path("ref").asText());
            affected.add(componentOf(ref, componentOfRef));
        }
        if (affected.isEmpty()) {
            affected.add(null);
        }
        return affected;
    }
}
