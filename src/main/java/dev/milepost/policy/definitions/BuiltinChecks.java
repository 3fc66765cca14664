package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.JsonPointers;
import java.util.Map;
import java.util.Set;

/** Checks the settings of built-in checks that their JSON Schema does not. */
final class BuiltinChecks {

    private static final Set<String> COMMON = Set.of("check", "name", "message", "path", "remedy", "link");

    private static final Map<String, Set<String>> SETTINGS = Map.of(
            "evidence_present", Set.of("kind", "kinds", "tools", "maxAgeDays", "verified"),
            "no_finding_above", Set.of("kinds", "severity", "category", "olderThanDays"),
            "licences", Set.of("allowed", "denied", "unlicensed"),
            "signed_by", Set.of("identities", "issuers", "owner"),
            "provenance", Set.of("builders", "sameCommit", "verified"),
            "module_version", Set.of("module", "atLeast"),
            "golden_path_supported", Set.of(),
            "catalog_valid", Set.of(),
            "model_review", Set.of("maxAgeDays"),
            "error_budget", Set.of("objectives", "remainingRatioAtLeast"));

    private BuiltinChecks() {}

    /** Whether a rule that is valid reads evidence of a kind. */
    static boolean reads(JsonNode rule, String kind) {
        return switch (rule.path("check").asText()) {
            case "evidence_present", "no_finding_above" ->
                rule.path("kind").asText().equals(kind)
                        || rule.path("kinds")
                                .valueStream()
                                .anyMatch(one -> one.asText().equals(kind));
            case "licences" -> kind.equals("cyclonedx") || kind.equals("spdx");
            case "signed_by" -> kind.equals("signature");
            case "provenance" -> kind.equals("provenance");
            default -> false;
        };
    }

    /** Checks which evidence must be there: only SARIF names the tool in its facts. */
    static void checkNeed(JsonNode need, String at, FaultCollector faults) {
        if (need.has("kind") == need.has("kinds")) {
            faults.add(at, "must have either kind or kinds");
        }
        var isSarif = need.path("kind").asText().equals("sarif")
                || need.path("kinds").size() == 1
                        && need.path("kinds").path(0).asText().equals("sarif");
        if (need.has("tools") && !isSarif) {
            faults.add(at + "/tools", "must be absent with other kinds than sarif, whose facts name no tool");
        }
    }

    /** @param rule a rule that is valid by the schema */
    static void check(JsonNode rule, String at, FaultCollector faults) {
        var check = rule.path("check").asText();
        var known = SETTINGS.getOrDefault(check, Set.of());
        rule.fieldNames().forEachRemaining(name -> {
            if (!COMMON.contains(name) && !known.contains(name)) {
                faults.add(JsonPointers.of(at, name), "is not a setting of the check " + check);
            }
        });
        switch (check) {
            case "evidence_present" -> checkNeed(rule, at, faults);
            case "signed_by" -> {
                if (!rule.has("identities") && !rule.path("owner").asBoolean()) {
                    faults.add(at, "must have identities, or owner with the value true");
                }
            }
            case "licences" -> {
                if (!rule.has("allowed") && !rule.has("denied") && !rule.has("unlicensed")) {
                    faults.add(at, "must have allowed, denied or unlicensed");
                }
            }
            case "provenance" -> {
                if (!rule.has("builders") && !rule.path("sameCommit").asBoolean()) {
                    faults.add(at, "must have builders, or sameCommit with the value true");
                }
            }
            case "no_finding_above" -> {
                var hasSarif = rule.path("kinds")
                        .valueStream()
                        .anyMatch(kind -> kind.asText().equals("sarif"));
                if (rule.has("olderThanDays") && hasSarif) {
                    faults.add(
                            at + "/olderThanDays", "must be absent with the kind sarif, whose findings have no date");
                }
                if (rule.has("category")
                        && !rule.path("category").asText().equals("vulnerability")
                        && rule.path("kinds")
                                .valueStream()
                                .anyMatch(kind -> !kind.asText().equals("sarif"))) {
                    faults.add(at + "/category", "must be vulnerability with the kinds cyclonedx and spdx");
                }
            }
            default -> {
                // The schema has the rest.
            }
        }
    }
}
