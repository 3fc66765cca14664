package dev.milepost.policy.decisions;

import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.policy.definitions.Policies;
import dev.milepost.policy.enforcement.ImpactSource;
import dev.milepost.policy.enforcement.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Tells enforcement what a policy would have blocked, by a replay. */
@ApplicationScoped
class ReplayedImpact implements ImpactSource {

    private final Policies policies;
    private final ImpactReplay replay;
    private final EvaluationTurns turns;
    private final Clock clock;

    ReplayedImpact(Policies policies, ImpactReplay replay, EvaluationTurns turns, Clock clock) {
        this.policies = policies;
        this.replay = replay;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public Figures find(String policy, String tier, int days) {
        var from = clock.instant().minus(Duration.ofDays(days));
        var evaluated = policies.requireEvaluated(policy);
        var impact = turns.run(eachInput -> replay.replay(evaluated, Mode.ENFORCE, tier, from, eachInput));
        return new Figures(impact.applied(), impact.blocked());
    }
}
