package dev.milepost.alerts;

import dev.milepost.alerts.Observation.Verdict;
import dev.milepost.alerts.Observation.Wanted;
import dev.milepost.objectives.RuleStanding;
import dev.milepost.objectives.RuleState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the burn rules of an objective say. */
final class BurnSignals {

    private BurnSignals() {}

    static List<Observation> of(Watched watched) {
        var seen = new ArrayList<Observation>();
        var names = watched.evaluation().ruleNames();
        for (int i = 0; i < names.size(); i++) {
            var standing = watched.evaluation().rules().get(i);
            seen.add(rate(watched, names.get(i), standing));
            if (standing.rule().telling().noData()) {
                seen.add(data(watched, names.get(i), standing));
            }
        }
        return seen;
    }

    private static Observation rate(Watched watched, String name, RuleStanding standing) {
        var over = over(watched, standing);
        var verdict =
                over != null ? Verdict.OVER : standing.state() == RuleState.FIRING ? Verdict.RAISED : Verdict.HELD;
        var telling = standing.rule().telling();
        return new Observation(
                watched.signal(Signal.Kind.BURN_RATE, name),
                verdict,
                over,
                watched.definition(),
                new Wanted(telling.breaching(), telling.resolved()),
                Facts.of(watched, name, standing));
    }

    /** Why it is over; null while it fires, and while only silence in the short window says that it does not. */
    private static @Nullable Reason over(Watched watched, RuleStanding standing) {
        return switch (standing.state()) {
            case FIRING, PENDING -> null;
            case NO_DATA -> Reason.NO_DATA;
            case HELD_BACK -> Reason.TOO_FEW_EVENTS;
            case QUIET -> isOnlySilent(watched, standing) ? null : Reason.RATE_FELL;
        };
    }

    /** Nobody who fails any more because nobody tries any more has not recovered. */
    private static boolean isOnlySilent(Watched watched, RuleStanding standing) {
        var rule = standing.rule();
        var overLong = standing.overLong().measure();
        var allowed = watched.evaluation().target().allowed(overLong);
        return standing.overShort().measure().isEmpty()
                && overLong.bad().compareTo(rule.factor().multiply(allowed)) > 0
                && rule.evidence().isIn(overLong);
    }

    private static Observation data(Watched watched, String name, RuleStanding standing) {
        var missing = standing.state() == RuleState.NO_DATA;
        var telling = standing.rule().telling();
        return new Observation(
                watched.signal(Signal.Kind.DATA, name),
                missing ? Verdict.RAISED : Verdict.OVER,
                missing ? null : Reason.DATA_RETURNED,
                watched.definition(),
                new Wanted(true, telling.resolved()),
                Facts.of(watched, name, standing));
    }
}
