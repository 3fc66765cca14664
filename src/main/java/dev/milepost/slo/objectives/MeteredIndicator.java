package dev.milepost.slo.objectives;

import dev.milepost.platform.expressions.CelProgram;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An indicator that reports what its evaluations cost.
 *
 * @param steps receives the steps of each evaluation; it ends the work by an exception
 */
public record MeteredIndicator(Indicator indicator, LongConsumer steps) implements Indicator {

    /** The types, the fields and the text of an event are compared before any filter. */
    private static final long STEPS_OF_GROUPING = 5;

    /** To store an outcome costs about as much as this number of steps, 20 µs. */
    private static final long STEPS_OF_OUTCOME = 1_000;

    @Override
    public Set<String> types() {
        return indicator.types();
    }

    @Override
    public String canonicalText() {
        return indicator.canonicalText();
    }

    @Override
    public Stream<EventFilter> filters() {
        return indicator.filters();
    }

    @Override
    public ReadFields fields() {
        return indicator.fields();
    }

    @Override
    public Set<String> required(String field) {
        return indicator.required(field);
    }

    @Override
    public Optional<String> groupingKey(SliEvent event) {
        return metered(STEPS_OF_GROUPING, () -> indicator.groupingKey(event));
    }

    @Override
    public Outcome outcome(Collection<SliEvent> events) {
        return metered(STEPS_OF_OUTCOME, () -> indicator.outcome(events));
    }

    @Override
    public Optional<Duration> duration(Collection<SliEvent> events) {
        return metered(0, () -> indicator.duration(events));
    }

    @Override
    public Optional<Threshold> goodDuration() {
        return indicator.goodDuration();
    }

    @Override
    public String whyBad(Collection<SliEvent> events) {
        return indicator.whyBad(events);
    }

    @Override
    public List<SliEvent> decidingEvents(Collection<SliEvent> events) {
        return metered(0, () -> indicator.decidingEvents(events));
    }

    private <T> T metered(long more, Supplier<T> evaluation) {
        long before = CelProgram.stepsOfThread();
        var result = evaluation.get();
        steps.accept(more + CelProgram.stepsOfThread() - before);
        return result;
    }
}
