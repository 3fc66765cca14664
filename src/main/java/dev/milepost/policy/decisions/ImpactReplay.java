package dev.milepost.policy.decisions;

import dev.milepost.policy.decisions.DecisionQuery.Position;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.enforcement.Modes.ResolvedMode;
import dev.milepost.policy.engines.EngineInput;
import dev.milepost.policy.engines.EngineResult;
import dev.milepost.policy.engines.PolicyEvaluator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a policy again over the stored inputs of earlier requests, newest first. Evidence is as it was then; what
 * the catalog, the registry and objectives have is as it is now. Waivers are left out.
 */
@ApplicationScoped
class ImpactReplay {

    private static final int MOST_INPUTS = 2_000;
    private static final int CHUNK = 100;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final PolicyEvaluator evaluator;
    private final DecisionRepository decisions;
    private final FaultsConfig faults;

    ImpactReplay(PolicyEvaluator evaluator, DecisionRepository decisions, FaultsConfig faults) {
        this.evaluator = evaluator;
        this.decisions = decisions;
        this.faults = faults;
    }

    /** @param eachInput called between inputs, where others may have their turn */
    Impact replay(Policy policy, Mode mode, String tier, Instant from, Runnable eachInput) {
        var counter = new Impact.Counter();
        long end = System.nanoTime() + LONGEST.toNanos();
        Position after = null;
        boolean isMore = true;
        while (isMore && counter.replayed() < MOST_INPUTS && System.nanoTime() < end) {
            var chunk = decisions.findInputs(policy.hooks(), tier, from, after, CHUNK);
            for (var decision : chunk.rows()) {
                eachInput.run();
                replay(policy, mode, decision, counter);
                after = new Position(decision.decidedAt(), decision.id());
            }
            isMore = chunk.more() || chunk.rows().size() == CHUNK;
        }
        return counter.result(policy.name(), policy.version(), mode.wireName(), tier, from, isMore);
    }

    private void replay(Policy policy, Mode mode, Decision decision, Impact.Counter counter) {
        // One tree at a time: those of a chunk would take much more than was reserved.
        var tree = StoredInput.tree(Objects.requireNonNull(decision.input()));
        var input = EngineInput.of(tree, decision.decidedAt());
        var result = evaluate(policy, input);
        if (result == null) {
            counter.skip();
            return;
        }
        var isOpen = faults.isOpen(input.subject().environmentTier());
        var effect = PolicyResult.of(policy, result, new ResolvedMode(mode, ""), isOpen, 0)
                .effect();
        counter.add(decision, input.subject().team(), result.status(), effect);
    }

    /** Returns null if the policy does not apply. */
    private @Nullable EngineResult evaluate(Policy policy, EngineInput input) {
        var matches = evaluator.matches(policy, input);
        if (matches.isEmpty()) {
            return EngineResult.error("Its match cannot be evaluated for this request.");
        }
        return matches.get() ? evaluator.evaluate(policy, input) : null;
    }
}
