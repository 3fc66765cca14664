package dev.milepost.cli.policy;

/** Answers to questions for a decision. */
final class DecisionAnswers {

    static final String EVALUATE = "POST /api/v1/policies/evaluate";

    private DecisionAnswers() {}

    static String decision(String decision, String results) {
        return """
                {"decision": "%s", "decision_id": "4ca636c1-55e4-417a-b1d8-4aceb67960d1", "hook": "deploy",
                 "service_id": "payments-api", "environment": "production", "commit_sha": null, "results": [%s],
                 "warnings": [], "summary_markdown": "### Policies: %s\\n"}
                """.formatted(decision, results, decision);
    }

    static String result(String effect, String status, String violations) {
        return """
                {"policy": "sbom-%s", "version": "1.0.0", "title": "An SBOM", "documentation": "https://docs.acme.example/sbom",
                 "status": "%s", "mode": "enforce", "effect": "%s", "because": "Because of \\u001b the tier.",
                 "violations": [%s]}
                """.formatted(effect, status, effect, violations);
    }
}
