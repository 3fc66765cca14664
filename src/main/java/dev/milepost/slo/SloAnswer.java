package dev.milepost.slo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SLO and how its objectives stand.
 *
 * @param version of its definition; 0 where it is the one that the service brings along
 */
record SloAnswer(
        String name,
        String displayName,
        String description,
        String service,
        @Nullable String owner,
        @Nullable String runbookUrl,
        int version,
        List<Answer> objectives,
        List<CorrectionInEffect> corrections) {

    static SloAnswer of(Standing standing) {
        var slo = standing.slo().slo();
        var description = slo.description();
        return new SloAnswer(
                slo.name(),
                description.displayName(),
                description.text(),
                description.service(),
                description.owner(),
                description.runbook(),
                standing.slo().version(),
                standing.objectives().stream()
                        .map(one -> Answer.of(one.objective(), one.evaluation()))
                        .toList(),
                standing.corrections().stream().map(CorrectionInEffect::of).toList());
    }
}
