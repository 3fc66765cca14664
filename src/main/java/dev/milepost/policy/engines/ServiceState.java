package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.platform.collections.Copies;
import dev.milepost.slo.objectives.ErrorBudget;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What built-in checks read beside evidence: the registry, the catalog's rules and objectives. Cases of policies state it. */
public interface ServiceState {

    /** Returns what the registry has of a golden path version; empty if it has none. */
    Optional<GoldenPathState> goldenPath(String name, String version);

    /** Returns the findings of an entity of the catalog. */
    List<Finding> findings(JsonNode entity);

    /**
     * Returns the budgets of a service's objectives.
     *
     * @param wanted which SLOs, by name
     */
    List<Budget> budgets(String service, Predicate<String> wanted);

    /**
     * A golden path version.
     *
     * @param modules the versions of its modules by name
     * @param supportEnds the day from which it is not supported; null if none is planned
     */
    record GoldenPathState(
            Map<String, String> modules,
            boolean withdrawn,
            @Nullable LocalDate supportEnds) {

        public GoldenPathState {
            modules = Copies.map(modules);
        }
    }

    /** The error budget of one objective of an SLO. */
    record Budget(String slo, String objective, ErrorBudget budget) {}
}
