package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the findings of static analysis.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifReader {

    private static final int MAX_RUNS = 100;

    /** The kinds of results that state no fault. */
    private static final Set<String> NO_FAULT = Set.of("pass", "notApplicable", "informational");

    private final FindingList findings = new FindingList();
    private final ArrayNode tools = Facts.array();
    private final Set<String> toolNames = new TreeSet<>();
    private int suppressed;
    private boolean successful = true;
    private @Nullable Instant endedAt;

    private SarifReader() {}

    static boolean isSarif(JsonNode document) {
        return document.path("runs").isArray()
                || document.path("$schema").asText().contains("sarif");
    }

    static ReadEvidence read(JsonNode document) {
        if (!"2.1.0".equals(document.path("version").asText())) {
            throw Facts.invalid("/version", "must be 2.1.0");
        }
        var runs = Facts.list(document, "runs", "");
        if (runs.isEmpty()) {
            throw Facts.invalid("/runs", "must have at least one run: a log without runs says nothing");
        } else if (runs.size() > MAX_RUNS) {
            throw Facts.invalid("/runs", "must have at most %d runs".formatted(MAX_RUNS));
        }
        var reader = new SarifReader();
        for (int i = 0; i < runs.size(); i++) {
            reader.run(runs.get(i), "/runs/" + i);
        }
        return reader.read();
    }

    private ReadEvidence read() {
        var facts = Facts.object();
        facts.set("tools", tools);
        facts.set("by_severity", findings.bySeverity());
        findings.write(facts, "findings");
        facts.put("suppressed", suppressed);
        facts.put("successful", successful);
        return ReadEvidence.of(
                EvidenceKind.SARIF, Facts.text(Facts.NAME, String.join(", ", toolNames)), endedAt, facts);
    }

    private void run(JsonNode run, String at) {
        Facts.object(run, at);
        var driver = run.path("tool").path("driver");
        if (!driver.path("name").isTextual()) {
            throw Facts.invalid(at + "/tool/driver/name", "is missing");
        }
        var tool = tools.addObject();
        tool.put("name", Facts.name(driver, "name"));
        tool.put("version", Facts.name(driver, driver.has("semanticVersion") ? "semanticVersion" : "version"));
        toolNames.add(Facts.name(driver, "name"));
        Facts.list(run, "invocations", at).forEach(this::invocation);
        var rules = SarifRules.of(run, at);
        var results = Facts.list(run, "results", at);
        for (int i = 0; i < results.size(); i++) {
            result(Facts.object(results.get(i), at + "/results/" + i), run, rules);
        }
    }

    private void invocation(JsonNode invocation) {
        successful &= invocation.path("executionSuccessful").asBoolean(true);
        var ended = Facts.time(invocation, "endTimeUtc");
        if (ended != null && (endedAt == null || ended.isAfter(endedAt))) {
            endedAt = ended;
        }
    }

    private void result(JsonNode result, JsonNode run, SarifRules rules) {
        if (NO_FAULT.contains(result.path("kind").asText())
                || "absent".equals(result.path("baselineState").asText())) {
            return;
        }
        if (isSuppressed(result.path("suppressions"))) {
            suppressed++;
            return;
        }
        var rule = rules.of(result);
        var id = rules.idOf(result, rule);
        var finding = Facts.object();
        var vulnerability = SarifCategories.vulnerability(id, rule);
        var category = SarifCategories.of(toolOf(run), id, rule, result, vulnerability.isPresent());
        finding.put("rule", Facts.text(Facts.NAME, id));
        finding.put(
                "message", message(category.equals(SarifCategories.SECRET) ? MissingNode.getInstance() : result, rule));
        location(finding, result, run);
        finding.put("category", category);
        vulnerability.ifPresent(found -> finding.put("vulnerability", found));
        findings.add(severity(result, rule), finding);
    }

    private static String toolOf(JsonNode run) {
        return run.path("tool").path("driver").path("name").asText();
    }

    /** A suppression without a status is accepted, by section 3.35.3. */
    private static boolean isSuppressed(JsonNode suppressions) {
        return suppressions
                .valueStream()
                .anyMatch(suppression ->
                        "accepted".equals(suppression.path("status").asText("accepted")));
    }

    private static FindingSeverity severity(JsonNode result, JsonNode rule) {
        for (var holder : new JsonNode[] {result, rule}) {
            var score = holder.path("properties").path("security-severity").asDouble(-1);
            if (score >= 0) {
                return FindingSeverity.ofScore(score);
            }
        }
        var level = result.path("level");
        return FindingSeverity.ofLevel(
                level.isTextual()
                        ? level.textValue()
                        : rule.path("defaultConfiguration").path("level").asText("warning"));
    }

    /** The message of a result, else of its rule. That of a secret may contain the secret, so it is not read. */
    private static String message(JsonNode result, JsonNode rule) {
        var message = result.path("message");
        for (var text : new JsonNode[] {
            message.path("text"),
            message.path("markdown"),
            rule.path("messageStrings").path(message.path("id").asText()).path("text"),
            rule.path("shortDescription").path("text"),
            rule.path("name")
        }) {
            if (text.isTextual()) {
                return Facts.text(Facts.SENTENCE, text.textValue());
            }
        }
        return "";
    }

    private static void location(ObjectNode finding, JsonNode result, JsonNode run) {
        var physical = result.path("locations").path(0).path("physicalLocation");
        var artifact = physical.path("artifactLocation");
        var uri = artifact.has("uri")
                ? artifact.path("uri")
                : run.path("artifacts")
                        .path(artifact.path("index").asInt(-1))
                        .path("location")
                        .path("uri");
        var line = physical.path("region").path("startLine");
        finding.put("path", uri.isTextual() ? Facts.text(Facts.NAME, uri.textValue()) : null);
        finding.put("line", line.canConvertToInt() && line.intValue() > 0 ? (Integer) line.intValue() : null);
    }
}
