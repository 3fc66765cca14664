package dev.milepost.policy.engines;

import dev.cel.runtime.CelEvaluationException;
import dev.milepost.policy.definitions.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Evaluates policies by their engines. A policy whose engine fails ends with an error, and the others go on. */
@ApplicationScoped
public class PolicyEvaluator {

    private static final Logger LOG = Logger.getLogger(PolicyEvaluator.class);

    private final BuiltinEngine builtin;
    private final OpaEngine opa;

    PolicyEvaluator(BuiltinEngine builtin, OpaEngine opa) {
        this.builtin = builtin;
        this.opa = opa;
    }

    /** An evaluator without a service, for the cases of policies. */
    public static PolicyEvaluator offline(ServiceState state, OpaDocuments opa) {
        return new PolicyEvaluator(new BuiltinEngine(new ServiceChecks(state)), new OpaEngine(opa, state));
    }

    /**
     * Whether a policy applies to the subject of an input. Empty if its match cannot be evaluated, for example because it
     * reads a member that the entity does not have.
     */
    public Optional<Boolean> matches(Policy policy, EngineInput input) {
        var match = policy.match();
        try {
            return Optional.of(match == null || CelEngine.matches(match, input));
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    /** Evaluates the needed evidence first: the rules may rely on it. */
    public EngineResult evaluate(Policy policy, EngineInput input) {
        try {
            var needed = NeededEvidence.check(policy.evidence(), input);
            return needed.status() == Status.PASS ? evaluateRules(policy, input) : needed;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Policy %s %s failed unexpectedly", policy.name(), policy.version());
            return EngineResult.error(
                    "The engine failed unexpectedly. The operators of the service find it in the log.");
        }
    }

    private EngineResult evaluateRules(Policy policy, EngineInput input) {
        return switch (policy.engine()) {
            case BUILTIN -> builtin.evaluate(policy, input);
            case CEL -> CelEngine.evaluate(policy, input);
            case OPA -> opa.evaluate(policy, input);
        };
    }
}
