package dev.milepost.policy.decisions;

import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.enforcement.ImpactSource;
import dev.milepost.policy.enforcement.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Tells enforcement what a policy would have blocked, by a replay. */
@ApplicationScoped
class ReplayedImpact implements ImpactSource {

    private final ImpactReplay replay;
    private final EvaluationTurns turns;
    private final Clock clock;

    ReplayedImpact(ImpactReplay replay, EvaluationTurns turns, Clock clock) {
        this.replay = replay;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public Figures find(Policy policy, String tier, int days) {
        var from = clock.instant().minus(Duration.ofDays(days));
        var impact = turns.run(eachInput -> replay.replay(policy, Mode.ENFORCE, tier, from, eachInput));
        return new Figures(impact.applied(), impact.blocked());
    }
}
