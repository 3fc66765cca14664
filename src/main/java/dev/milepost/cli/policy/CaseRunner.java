package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.policy.PolicyCases.PolicyCase;
import dev.milepost.cli.policy.PolicyLint.LintedPolicy;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Policy.EngineKind;
import dev.milepost.policy.engines.EngineResult;
import dev.milepost.policy.engines.OpaDocuments;
import dev.milepost.policy.engines.OpaDocuments.OpaFailure;
import dev.milepost.policy.engines.PolicyEvaluator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates cases without a service, with the engines of the service. */
final class CaseRunner {

    private static final String NOT_APPLICABLE = "not_applicable";

    private final Map<String, Policy> policies;
    private final @Nullable OpaDocuments opa;

    /** @param opa null if there is none, so that cases of policies in Rego are skipped */
    CaseRunner(List<LintedPolicy> policies, @Nullable OpaDocuments opa) {
        this.policies = policies.stream()
                .map(LintedPolicy::policy)
                .collect(Collectors.toMap(Policy::name, Function.identity(), (one, other) -> one));
        this.opa = opa;
    }

    List<CaseResult> run(PolicyCases cases) {
        return cases.cases().stream().map(one -> run(cases, one)).toList();
    }

    private CaseResult run(PolicyCases cases, PolicyCase one) {
        var policy = policies.get(cases.policy());
        if (policy == null) {
            return CaseResult.failed(cases, one, "There is no policy '%s' among the files.".formatted(cases.policy()));
        }
        if (policy.engine() == EngineKind.OPA && opa == null) {
            return CaseResult.skipped(cases, one);
        }
        var unknown = one.given()
                .path("parameters")
                .propertyStream()
                .filter(parameter -> !policy.parameters().has(parameter.getKey()))
                .findFirst();
        if (unknown.isPresent()) {
            return CaseResult.failed(
                    cases,
                    one,
                    "The policy has no parameter '%s'.".formatted(unknown.get().getKey()));
        }
        try {
            return run(cases, one, withParameters(policy, one.given().path("parameters")));
        } catch (ProblemException | CommandFailure e) {
            return CaseResult.failed(cases, one, String.valueOf(e.getMessage()));
        }
    }

    private CaseResult run(PolicyCases cases, PolicyCase one, Policy policy) {
        var folder = cases.file().path().toAbsolutePath().getParent();
        var input = CaseInput.of(one, policy, folder == null ? Path.of("") : folder);
        var evaluator = PolicyEvaluator.offline(new StatedServiceState(one.given()), this::query);
        var matches =
                policy.hooks().contains(input.subject().hook()) ? evaluator.matches(policy, input) : Optional.of(false);
        if (!matches.orElse(true)) {
            return CaseResult.of(cases, one, NOT_APPLICABLE, List.of());
        }
        var result = matches.isPresent()
                ? evaluator.evaluate(policy, input)
                : EngineResult.error("Its match cannot be evaluated for this request.");
        return CaseResult.of(cases, one, result.status().wireName(), result.violations());
    }

    private JsonNode query(String path, JsonNode input) throws OpaFailure {
        if (opa == null) {
            throw new OpaFailure("There is no OPA.");
        }
        return opa.query(path, input);
    }

    private static Policy withParameters(Policy policy, JsonNode changed) {
        if (changed.isEmpty()) {
            return policy;
        }
        var parameters = (ObjectNode) policy.parameters().deepCopy();
        parameters.setAll((ObjectNode) changed);
        return policy.withParameters(parameters);
    }
}
