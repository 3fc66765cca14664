package dev.milepost.policy.decisions;

import dev.milepost.policy.definitions.Policies;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.enforcement.Modes;
import dev.milepost.policy.enforcement.Modes.ResolvedMode;
import dev.milepost.policy.engines.EngineInput;
import dev.milepost.policy.engines.EngineResult;
import dev.milepost.policy.engines.PolicyEvaluator;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.waivers.Waiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The policies that apply to a request, and their results. Which apply is known before evidence is read. */
@ApplicationScoped
class ApplyingPolicies {

    private final Policies policies;
    private final Modes modes;
    private final PolicyEvaluator evaluator;
    private final FaultsConfig faults;

    ApplyingPolicies(Policies policies, Modes modes, PolicyEvaluator evaluator, FaultsConfig faults) {
        this.policies = policies;
        this.modes = modes;
        this.evaluator = evaluator;
        this.faults = faults;
    }

    /**
     * A policy that applies to a request.
     *
     * @param isMatched false if its match cannot be evaluated
     */
    record ApplyingPolicy(Policy policy, ResolvedMode mode, boolean isMatched) {

        boolean isOff() {
            return mode.mode() == Mode.OFF;
        }

        /** Whether its evaluation reads evidence of a kind. */
        boolean reads(String kind) {
            return isMatched && !isOff() && policy.reads(kind);
        }
    }

    /** @param input without evidence, which no match reads */
    List<ApplyingPolicy> find(Subject subject, EngineInput input) {
        var applying = new ArrayList<ApplyingPolicy>();
        for (var policy : policies.evaluated()) {
            if (policy.hooks().contains(subject.hook())) {
                var matches = evaluator.matches(policy, input);
                if (matches.orElse(true)) {
                    applying.add(
                            new ApplyingPolicy(policy, modes.resolve(policy.name(), subject), matches.isPresent()));
                }
            }
        }
        return applying;
    }

    /** @param waivers those in force for the request */
    PolicyResult evaluate(ApplyingPolicy applying, Subject subject, EngineInput input, List<Waiver> waivers) {
        var policy = applying.policy();
        long began = System.nanoTime();
        EngineResult found;
        if (applying.isOff()) {
            found = new EngineResult(Status.SKIPPED, List.of());
        } else if (applying.isMatched()) {
            found = evaluator.evaluate(policy, input);
        } else {
            found = EngineResult.error("Its match cannot be evaluated for this request.");
        }
        var isOpen = faults.isOpen(subject.environmentTier());
        var result = PolicyResult.of(policy, found, applying.mode(), isOpen, System.nanoTime() - began);
        return waivers.stream()
                .filter(waiver -> waiver.policy().equals(policy.name()))
                .findFirst()
                .map(result::waivedBy)
                .orElse(result);
    }
}
