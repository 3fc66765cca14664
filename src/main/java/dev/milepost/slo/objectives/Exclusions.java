package dev.milepost.slo.objectives;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The conditions that make an event invalid. The first one that matches gives the reason. */
public record Exclusions(List<Exclusion> all) {

    /** The reason for an event that an expression could not evaluate. Such an event is neither good nor bad. */
    static final String UNREADABLE = "unreadable";

    public record Exclusion(String reason, EventFilter when) {}

    public Exclusions {
        all = List.copyOf(all);
    }

    Stream<EventFilter> filters() {
        return all.stream().map(Exclusion::when);
    }

    Optional<String> reason(SliEvent event) {
        return reason(event, new EvaluationSteps());
    }

    Optional<String> reason(SliEvent event, EvaluationSteps steps) {
        for (var exclusion : all) {
            var holds = exclusion.when().matches(event, steps);
            if (holds.isEmpty()) {
                return Optional.of(UNREADABLE);
            } else if (holds.get()) {
                return Optional.of(exclusion.reason());
            }
        }
        return Optional.empty();
    }
}
