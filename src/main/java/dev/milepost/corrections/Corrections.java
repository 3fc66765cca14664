package dev.milepost.corrections;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Range;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The corrections that hold, for other rooms to ask; changes nothing. */
@ApplicationScoped
public class Corrections {

    private final CorrectionRepository corrections;
    private final Schedules schedules;

    Corrections(CorrectionRepository corrections, Schedules schedules) {
        this.corrections = corrections;
        this.schedules = schedules;
    }

    /** Those of some SLOs, in one query, as far back as any of them looks. */
    public CorrectedTimes find(Collection<DefinedSlo> slos, Instant now) {
        var from = slos.stream()
                .map(slo -> slo.slo().looksBackTo(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new CorrectedTimes(corrections.findHolding(slos, from), schedules);
    }

    /** Those of one, as far as they matter at any time of a range. */
    public CorrectedTime find(DefinedSlo slo, Range range) {
        var from = slo.slo().looksBackTo(range.from());
        return new CorrectedTimes(corrections.findHolding(List.of(slo), from), schedules)
                .of(slo, new Range(from, range.to()));
    }
}
