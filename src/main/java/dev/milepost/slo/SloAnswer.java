package dev.milepost.slo;

import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Series;
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
        List<Answer> objectives) {

    static SloAnswer of(DefinedSlo defined, Series series, Moment moment) {
        var slo = defined.slo();
        var description = slo.description();
        return new SloAnswer(
                slo.name(),
                description.displayName(),
                description.text(),
                description.service(),
                description.owner(),
                description.runbook(),
                defined.version(),
                slo.objectives().stream()
                        .map(objective -> Answer.of(objective, Evaluation.of(slo, objective, series, moment)))
                        .toList());
    }
}
