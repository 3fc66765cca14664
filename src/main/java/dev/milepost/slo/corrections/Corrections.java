package dev.milepost.slo.corrections;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Reads the active corrections for other packages. */
@ApplicationScoped
public class Corrections {

    private final CorrectionRepository corrections;
    private final ScheduleCache schedules;

    Corrections(CorrectionRepository corrections, ScheduleCache schedules) {
        this.corrections = corrections;
        this.schedules = schedules;
    }

    /** Returns the corrections of some SLOs in one query, as far back as the longest lookback. */
    public ActiveCorrections find(Collection<SloDefinition> slos, Instant now) {
        var from = slos.stream()
                .map(slo -> slo.slo().lookbackStart(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new ActiveCorrections(corrections.findActive(slos, from), schedules);
    }

    /** Returns the excluded time of one SLO that is relevant at any time in a range. */
    public ExcludedTime find(SloDefinition slo, TimeRange range) {
        var from = slo.slo().lookbackStart(range.from());
        return new ActiveCorrections(corrections.findActive(List.of(slo), from), schedules)
                .of(slo, new TimeRange(from, range.to()));
    }
}
