package dev.milepost.catalog.ownership;

import dev.milepost.catalog.ownership.OwnershipAssertion.ServiceMetadata;
import dev.milepost.catalog.ownership.OwnershipAssertion.SystemMetadata;
import dev.milepost.platform.collections.Copies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the assertions of the catalog to the history. Callers hold the catalog lock: no two transactions may write the
 * same subject at once.
 */
@ApplicationScoped
public class OwnershipHistoryWriter {

    private final ServicePeriodRepository services;
    private final SystemPeriodRepository systems;
    private final Event<ServiceHistoryChanged> changed;
    private final Clock clock;

    OwnershipHistoryWriter(
            ServicePeriodRepository services,
            SystemPeriodRepository systems,
            Event<ServiceHistoryChanged> changed,
            Clock clock) {
        this.services = services;
        this.systems = systems;
        this.changed = changed;
        this.clock = clock;
    }

    /** Repository of the periods that the catalog asserted, for one kind of subject: services or systems. */
    interface AssertedPeriodRepository<T> {

        /** One period with its subject. */
        record Row<T>(String subject, AssertedPeriod<T> period) {}

        /** Returns the periods by subject, earliest first. A subject without periods is absent. */
        Map<String, List<AssertedPeriod<T>>> find(Collection<String> subjects);

        void delete(List<String> subjects, List<Instant> validFrom);

        void insert(List<AssertedPeriodRepository.Row<T>> rows);
    }

    /** The services and systems whose history has changed. */
    public record ChangedHistories(Set<String> services, Set<String> systems) {}

    /** Writes assertions and fires {@link ServiceHistoryChanged}. Each subject may occur at most once. */
    @Transactional(TxType.MANDATORY)
    public ChangedHistories write(
            Collection<OwnershipAssertion<ServiceMetadata>> ofServices,
            Collection<OwnershipAssertion<SystemMetadata>> ofSystems) {
        var movedServices = write(services, ofServices);
        var movedSystems = write(systems, ofSystems);
        var since = new HashMap<>(movedServices);
        systems.findServices(movedSystems.keySet())
                .forEach((system, members) -> members.forEach(
                        service -> since.merge(service, movedSystems.get(system), OwnershipHistoryWriter::earlier)));
        if (!since.isEmpty()) {
            changed.fire(new ServiceHistoryChanged(since));
        }
        return new ChangedHistories(Copies.set(since.keySet()), Copies.set(movedSystems.keySet()));
    }

    /** Writes the differences. Returns the earliest changed moment of each changed subject. */
    private <T> Map<String, Instant> write(
            AssertedPeriodRepository<T> repository, Collection<OwnershipAssertion<T>> assertions) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = repository.find(
                assertions.stream().map(OwnershipAssertion::subject).toList());
        var moved = new HashMap<String, Instant>();
        var removed = new ArrayList<AssertedPeriodRepository.Row<T>>();
        var added = new ArrayList<AssertedPeriodRepository.Row<T>>();
        for (var assertion : assertions) {
            var stored = before.getOrDefault(assertion.subject(), List.of());
            var updated = AssertionTimeline.apply(stored, assertion, now);
            var since = firstDifference(stored, updated);
            if (since != null) {
                moved.put(assertion.subject(), since);
                stored.stream()
                        .filter(p -> !updated.contains(p))
                        .forEach(p -> removed.add(new AssertedPeriodRepository.Row<>(assertion.subject(), p)));
                updated.stream()
                        .filter(p -> !stored.contains(p))
                        .forEach(p -> added.add(new AssertedPeriodRepository.Row<>(assertion.subject(), p)));
            }
        }
        if (!removed.isEmpty()) {
            repository.delete(
                    removed.stream().map(AssertedPeriodRepository.Row::subject).toList(),
                    removed.stream().map(row -> row.period().validFrom()).toList());
        }
        if (!added.isEmpty()) {
            repository.insert(added);
        }
        return moved;
    }

    private static <T> @Nullable Instant firstDifference(
            List<AssertedPeriod<T>> before, List<AssertedPeriod<T>> after) {
        Instant first = null;
        for (var period : before) {
            first = after.contains(period) ? first : earlier(first, period.validFrom());
        }
        for (var period : after) {
            first = before.contains(period) ? first : earlier(first, period.validFrom());
        }
        return first;
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
