package dev.milepost.cli.policy;

/** What the lint of policies checks. */
enum LintRule {
    UNREADABLE("file-unreadable", true, "The file must be valid YAML or JSON.", "Correct the syntax."),
    INVALID(
            "policy-invalid",
            true,
            "The service must accept the policy.",
            "docs/policies.md and GET /api/v1/policies/schema state what a policy has."),
    DUPLICATE("policy-duplicate", true, "The name of a policy must be unique.", "Rename or remove one of them."),
    INVALID_TEST(
            "policy-test-invalid",
            true,
            "The cases of a policy must be valid.",
            "./milepost policy test --print-schema states what cases have."),
    NO_DOCUMENTATION(
            "documentation-missing",
            false,
            "A policy should have documentation.",
            "Set metadata.documentation to a page that explains the policy."),
    NO_REMEDY(
            "remedy-missing",
            false,
            "A rule should have a remedy.",
            "Say in the rule's remedy what people do to keep it.");

    private final String id;
    private final boolean isError;
    private final String description;
    private final String remedy;

    LintRule(String id, boolean isError, String description, String remedy) {
        this.id = id;
        this.isError = isError;
        this.description = description;
        this.remedy = remedy;
    }

    String id() {
        return id;
    }

    boolean isError() {
        return isError;
    }

    String severity() {
        return isError ? "error" : "warning";
    }

    String description() {
        return description;
    }

    String remedy() {
        return remedy;
    }
}
