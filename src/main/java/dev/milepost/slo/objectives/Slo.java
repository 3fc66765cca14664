package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective that can be computed from events.
 *
 * @param objectives at least one
 * @param ownRules those of its alert policies; empty where it has none, and the workbook's hold
 */
public record Slo(
        String name,
        Description description,
        Indicator indicator,
        TimeWindow window,
        List<Objective> objectives,
        Optional<List<BurnRateRule>> ownRules) {

    /** As long as rules may wait and a slice may last. */
    private static final Duration MAX_LOOKBACK_BEFORE_WINDOW = Duration.ofDays(2);

    public Slo {
        objectives = List.copyOf(objectives);
        ownRules = ownRules.map(List::copyOf);
    }

    /**
     * What people read of it.
     *
     * @param service what it is about, in OpenSLO's sense
     * @param owner the ref of a Group; null where nobody says
     * @param runbook an address that says what to do; null where nobody says
     */
    public record Description(
            String displayName,
            String text,
            String service,
            @Nullable String owner,
            @Nullable String runbook) {}

    /** How far back an evaluation looks: through its window, and through as much before as rules and waiting may need. */
    public Instant lookbackStart(Instant now) {
        var range = window.at(now);
        var rules = now.minus(range.length()).minus(MAX_LOOKBACK_BEFORE_WINDOW);
        return range.from().isBefore(rules) ? range.from() : rules;
    }

    /** The rules of its alert policies, else the workbook's, for a window of a length. */
    List<BurnRateRule> rules(Duration length, Target target) {
        return ownRules.orElseGet(() -> DefaultBurnRateRules.rules(length, target));
    }
}
