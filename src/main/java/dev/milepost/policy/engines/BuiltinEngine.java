package dev.milepost.policy.engines;

import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Evaluates declarative rules: each names a check and its settings. */
@ApplicationScoped
class BuiltinEngine {

    private final Map<String, BiFunction<PolicyRule, EngineInput, EngineResult>> checks;

    BuiltinEngine(ServiceChecks service) {
        checks = Map.of(
                "evidence_present", EvidenceChecks::evidencePresent,
                "no_finding_above", FindingChecks::noFindingAbove,
                "licences", LicenceCheck::licences,
                "signed_by", EvidenceChecks::signedBy,
                "provenance", EvidenceChecks::provenance,
                "module_version", service::moduleVersion,
                "golden_path_supported", service::goldenPathSupported,
                "catalog_valid", service::catalogValid,
                "model_review", service::modelReview,
                "error_budget", service::errorBudget);
    }

    EngineResult evaluate(Policy policy, EngineInput input) {
        return EngineResult.all(policy.rules().stream()
                .map(rule -> named(rule, check(rule).apply(rule, input)))
                .toList());
    }

    private BiFunction<PolicyRule, EngineInput, EngineResult> check(PolicyRule rule) {
        return checks.getOrDefault(
                String.valueOf(rule.check()), (unknown, input) -> EngineResult.error("There is no such check."));
    }

    /** Adds the rule's name, and its message, remedy and link where it has them. */
    private static EngineResult named(PolicyRule rule, EngineResult result) {
        return new EngineResult(
                result.status(),
                result.violations().stream()
                        .map(violation -> named(rule, violation))
                        .toList());
    }

    private static Violation named(PolicyRule rule, Violation violation) {
        return new Violation(
                rule.name(),
                rule.message() == null ? violation.message() : rule.message() + " " + violation.message(),
                rule.path() == null ? violation.pointer() : rule.path(),
                rule.remedy() == null ? violation.remedy() : rule.remedy(),
                rule.link() == null ? violation.link() : rule.link());
    }

    static EngineResult result(List<Violation> violations) {
        return violations.isEmpty() ? EngineResult.PASS : new EngineResult(Status.FAIL, violations);
    }
}
