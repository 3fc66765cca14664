package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.DefaultBurnRateRules.OmittedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective that can be computed from events.
 *
 * @param objectives at least one
 * @param ownRules the rules of its alert policies; empty if it has none, then the workbook's rules apply
 */
public record Slo(
        String name,
        Description description,
        Indicator indicator,
        TimeWindow window,
        List<Objective> objectives,
        Optional<List<BurnRateRule>> ownRules) {

    /** An upper bound for the time that a rule may wait plus the length of a slice. */
    private static final Duration MAX_LOOKBACK_BEFORE_WINDOW = Duration.ofDays(2);

    public Slo {
        objectives = List.copyOf(objectives);
        ownRules = ownRules.map(List::copyOf);
    }

    /**
     * The descriptive part of an SLO.
     *
     * @param service the service of the SLO, in OpenSLO's sense
     * @param owner the ref of a Group; null if unknown
     * @param runbook the address of a runbook; null if unknown
     */
    public record Description(
            String displayName,
            String text,
            String service,
            @Nullable String owner,
            @Nullable String runbook) {}

    /**
     * Returns how far back an evaluation reads: the start of the window, less the time that rules may need before it.
     */
    public Instant lookbackStart(Instant now) {
        var range = window.endingAt(now);
        var rules = now.minus(range.length()).minus(MAX_LOOKBACK_BEFORE_WINDOW);
        return range.from().isBefore(rules) ? range.from() : rules;
    }

    /** Returns true if time slices without events are bad. Then its measurement begins with the first event. */
    public boolean countsSilence() {
        return objectives.stream()
                .flatMap(objective -> objective.timeSlicing().stream())
                .anyMatch(slices -> slices.emptySlices() == TimeSlicing.EmptySlices.BAD);
    }

    /** Returns the rules of the alert policies, or the workbook's rules for the length of the window. */
    List<BurnRateRule> rules(Duration length, Target target) {
        return ownRules.orElseGet(() -> DefaultBurnRateRules.rules(length, target));
    }

    /** Returns the workbook's rules that do not apply; none if the alert policies have rules. */
    List<OmittedRule> omittedRules(Duration length, Target target) {
        return ownRules.isPresent() ? List.of() : DefaultBurnRateRules.omitted(length, target);
    }
}
