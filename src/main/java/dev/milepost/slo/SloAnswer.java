package dev.milepost.slo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An SLO and how its objectives stand.
 *
 * @param version of its definition; 0 where it is the one that the service brings along
 * @param contributors to what was bad in the window, by template version, team and step; null where one of many is told of
 * @param groups null where none were asked for
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
        @Nullable Map<String, List<Contribution>> contributors,
        @Nullable List<Group> groups) {

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
                null,
                null);
    }

    /** With where it comes from, also in a sentence. */
    SloAnswer with(Map<String, List<Contribution>> from, @Nullable List<Group> by) {
        var sentence = Contribution.sentence(from);
        return new SloAnswer(
                name,
                displayName,
                description,
                service,
                owner,
                runbookUrl,
                version,
                objectives.stream().map(answer -> answer.with(sentence)).toList(),
                from,
                by);
    }
}
