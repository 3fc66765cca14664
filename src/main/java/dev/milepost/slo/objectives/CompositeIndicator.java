package dev.milepost.slo.objectives;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Other SLOs, whose time slices are counted instead of events: in each slice the good parts and the bad ones, with their
 * weights ({@link CompositeSlices}). It has no outcomes of its own.
 *
 * @param parts at least one
 */
public record CompositeIndicator(List<Part> parts) implements Indicator {

    public CompositeIndicator {
        parts = List.copyOf(parts);
    }

    /**
     * An SLO that is a part of another one.
     *
     * @param slo its name
     * @param objective the display name of its objective; empty for its only one
     * @param weight at least 1
     */
    public record Part(String slo, String objective, int weight) {

        /** Returns the objective of an SLO that the part is about; empty if there is none, or several without a name. */
        public Optional<Objective> objective(Slo of) {
            var all = of.objectives();
            return objective.isEmpty()
                    ? all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty()
                    : all.stream()
                            .filter(one -> one.displayName().equals(objective))
                            .findFirst();
        }

        /** Returns its name for people. */
        public String label() {
            return objective.isEmpty() ? slo : slo + " (" + objective + ")";
        }
    }

    /** Returns the parts of an SLO; none if it counts events. */
    public static List<Part> partsOf(Slo slo) {
        return slo.indicator() instanceof CompositeIndicator composite ? composite.parts() : List.of();
    }

    /** Returns true if an SLO with this name is a part. */
    public boolean has(String slo) {
        return parts.stream().anyMatch(part -> part.slo().equals(slo));
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public String canonicalText() {
        return "composite of " + parts;
    }

    @Override
    public Stream<EventFilter> filters() {
        return Stream.empty();
    }

    @Override
    public ReadFields fields() {
        return ReadFields.of(Stream.empty(), Stream.empty());
    }

    @Override
    public Set<String> required(String field) {
        return Set.of();
    }

    @Override
    public Optional<String> groupingKey(SliEvent event) {
        return Optional.empty();
    }

    @Override
    public Outcome outcome(Collection<SliEvent> events) {
        return Outcome.OPEN;
    }

    @Override
    public String whyBad(Collection<SliEvent> events) {
        return "";
    }

    @Override
    public List<SliEvent> decidingEvents(Collection<SliEvent> events) {
        return List.of();
    }
}
