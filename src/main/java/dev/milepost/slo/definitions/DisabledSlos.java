package dev.milepost.slo.definitions;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stores which SLOs are disabled. A built-in SLO can be disabled too. */
@ApplicationScoped
@Transactional
public class DisabledSlos implements PanacheRepositoryBase<DisabledSlo, String> {

    /** When, by whom and why an SLO was disabled. */
    public record Disabled(Instant since, String by, String reason) {

        public Disabled {
            since = since.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Returns all disabled SLOs by name. */
    public Map<String, Disabled> all() {
        var all = new TreeMap<String, Disabled>();
        listAll().forEach(entity -> all.put(entity.slo, entity.toDisabled()));
        return all;
    }

    public Optional<Disabled> find(SloDefinition slo) {
        return findByIdOptional(slo.name()).map(DisabledSlo::toDisabled);
    }

    /** Disables an SLO. The reason of one that is disabled already is replaced. */
    public void add(String slo, Disabled disabled) {
        deleteById(slo);
        flush();
        persistAndFlush(DisabledSlo.of(slo, disabled));
    }

    /** Returns false if the SLO is not disabled. */
    public boolean remove(String slo) {
        return deleteById(slo);
    }

    void rename(@Observes SloRenamed renamed) {
        findByIdOptional(renamed.from()).map(DisabledSlo::toDisabled).ifPresent(disabled -> {
            deleteById(renamed.from());
            add(renamed.to(), disabled);
        });
    }
}
