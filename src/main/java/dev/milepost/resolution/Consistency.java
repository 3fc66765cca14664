package dev.milepost.resolution;

import dev.milepost.manifests.TemplateModule;
import dev.milepost.manifests.TemplateModule.Requires;
import dev.milepost.resolution.Offer.Offered;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether a version goes together with what is chosen. */
final class Consistency {

    private final Selection selection;
    private final Ranges ranges;
    private final Cycles cycles;

    Consistency(Selection selection, Ranges ranges) {
        this.selection = selection;
        this.ranges = ranges;
        this.cycles = new Cycles(selection, ranges);
    }

    /** The first reason why it does not; among several of one kind the one that was there first. */
    Optional<Clash> clash(Offered option) {
        return chosenOtherwise(option)
                .or(() -> outOfRange(option))
                .or(() -> needsAnotherVersion(option))
                .or(() -> refused(option))
                .or(() -> refuses(option))
                .or(() -> cycles.closedBy(option));
    }

    private Optional<Clash> chosenOtherwise(Offered option) {
        var chosen = selection.find(option.module().name());
        return chosen == null
                ? Optional.empty()
                : Optional.of(Clash.with(chosen, List.of(), () -> chosen.chain() + ", is chosen already"));
    }

    private Optional<Clash> outOfRange(Offered option) {
        return selection.demandsOn(option.module().name()).stream()
                .filter(demand ->
                        !ranges.take(demand.what().range(), option.module().version()))
                .findFirst()
                .map(demand -> Clash.with(demand.by(), List.of(demand), () -> demand.written() + " is required"));
    }

    private Optional<Clash> needsAnotherVersion(Offered option) {
        for (var what : option.module().requires()) {
            var chosen = what.module() == null ? null : selection.find(what.module());
            if (chosen != null && !ranges.take(what.range(), chosen.version())) {
                return Optional.of(Clash.with(
                        chosen,
                        List.of(chosen.reason()),
                        () -> "it requires '%s' %s, and chosen is %s"
                                .formatted(what.module(), what.range(), chosen.chain())));
            }
        }
        return Optional.empty();
    }

    private Optional<Clash> refused(Offered option) {
        var module = option.module();
        return Stream.concat(
                        Stream.of(module.name()), module.provides().stream().map(capability -> capability.name()))
                .distinct()
                .flatMap(name -> selection.refusalsOf(name).stream())
                .filter(refusal -> means(refusal.what(), module))
                .findFirst()
                .map(Demand::by)
                .map(by -> by == null
                        ? Clash.with(null, List.of(), () -> "the golden path refuses it")
                        : Clash.with(by, List.of(by.reason()), () -> "it conflicts with " + by.chain()));
    }

    private Optional<Clash> refuses(Offered option) {
        for (var conflict : option.module().conflicts()) {
            var met = candidates(conflict).filter(met(conflict, option)).findFirst();
            if (met.isPresent()) {
                var other = met.get();
                return Optional.of(
                        Clash.with(other, List.of(other.reason()), () -> "it conflicts with " + other.chain()));
            }
        }
        return Optional.empty();
    }

    private Stream<Choice> candidates(Requires conflict) {
        return conflict.module() == null
                ? selection.providersOf(String.valueOf(conflict.capability())).stream()
                : Stream.ofNullable(selection.find(conflict.module()));
    }

    private Predicate<Choice> met(Requires conflict, Offered option) {
        return choice -> !choice.name().equals(option.module().name())
                && means(conflict, choice.offered().module());
    }

    /** Whether a conflict is one with a module; a module has none with itself. */
    private boolean means(Requires conflict, TemplateModule module) {
        return conflict.module() != null
                ? conflict.module().equals(module.name()) && ranges.span(conflict.range(), module.version())
                : module.provides().stream()
                        .anyMatch(capability -> capability.name().equals(conflict.capability())
                                && ranges.span(conflict.range(), capability.version()));
    }
}
