package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a finding is about: a secret, infrastructure as code, a vulnerability, or the code. SARIF has no word for it. */
final class SarifCategories {

    static final String SECRET = "secret";

    private static final int MAX_TAGS = 100;

    private static final Set<String> SECRET_TOOLS =
            Set.of("gitleaks", "trufflehog", "detect-secrets", "ggshield", "whispers", "noseyparker", "kingfisher");
    private static final Set<String> IAC_TOOLS = Set.of(
            "checkov",
            "tfsec",
            "kics",
            "terrascan",
            "hadolint",
            "kube-linter",
            "kubelinter",
            "kube-score",
            "kubescape",
            "cfn-lint",
            "conftest",
            "zizmor",
            "actionlint",
            "dockle",
            "tflint");

    private static final List<String> SECRET_TAGS =
            List.of("secret", "credential", "hard-coded", "hardcoded", "cwe-798");
    private static final List<String> IAC_TAGS = List.of("misconfiguration", "iac", "infrastructure");

    private SarifCategories() {}

    /** The vulnerability that a rule is about. */
    static Optional<String> vulnerability(String id, JsonNode rule) {
        return VulnerabilityIds.find(
                id, rule.path("id").asText(), rule.path("name").asText(), aliases(rule));
    }

    static String of(String tool, String id, JsonNode rule, JsonNode result, boolean isVulnerability) {
        if (isVulnerability) {
            return "vulnerability";
        }
        var name = tool.toLowerCase(Locale.ROOT);
        var words = words(id, rule, result);
        if (SECRET_TOOLS.contains(name) || words.contains("ckv_secret") || mentions(words, SECRET_TAGS)) {
            return SECRET;
        } else if (IAC_TOOLS.contains(name) || mentions(words, IAC_TAGS)) {
            return "iac";
        }
        // Such as LanguageSpecificPackageVulnerability, without an identifier that is known here.
        return words.contains("packagevulnerability") ? "vulnerability" : "code";
    }

    private static boolean mentions(String words, List<String> any) {
        return any.stream().anyMatch(words::contains);
    }

    private static String words(String id, JsonNode rule, JsonNode result) {
        var words = new StringBuilder(Facts.text(Facts.NAME, id))
                .append(' ')
                .append(Facts.name(rule, "name"))
                .append(' ');
        for (var holder : List.of(rule, result)) {
            words.append(holder.path("properties")
                            .path("tags")
                            .valueStream()
                            .limit(MAX_TAGS)
                            .map(tag -> Facts.text(Facts.NAME, tag.asText()))
                            .collect(Collectors.joining(" ")))
                    .append(' ');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    /** Tools that name a rule by another database's identifier list the CVE among its tags or as its help. */
    private static String aliases(JsonNode rule) {
        return rule.path("properties")
                .path("tags")
                .valueStream()
                .limit(MAX_TAGS)
                .map(tag -> Facts.text(Facts.NAME, tag.asText()))
                .collect(Collectors.joining(" "));
    }
}
