package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.ReferenceCatalog.OfflineCatalog;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.catalog.validation.RuleSet;
import dev.milepost.cli.lint.ValidationConfigLoader;
import dev.milepost.policy.engines.ServiceState;
import dev.milepost.slo.objectives.ErrorBudget;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The state that a case states, instead of the registry and the objectives of a service. */
record StatedServiceState(JsonNode given) implements ServiceState {

    @Override
    public Optional<GoldenPathState> goldenPath(String name, String version) {
        var path = given.path("golden_path");
        if (!path.isObject()) {
            return Optional.empty();
        }
        var modules = new HashMap<String, String>();
        path.path("modules")
                .properties()
                .forEach(
                        module -> modules.put(module.getKey(), module.getValue().asText()));
        return Optional.of(new GoldenPathState(modules, path.path("withdrawn").asBoolean(), supportEnds(path)));
    }

    private static @Nullable LocalDate supportEnds(JsonNode path) {
        return path.has("support_ends")
                ? LocalDate.parse(path.path("support_ends").asText())
                : null;
    }

    /** Checks with the built-in rules, and those that the environment configures; references are not checked. */
    @Override
    public List<Finding> findings(JsonNode entity) {
        return new EntityValidator(RuleSet.of(ValidationConfigLoader.load(null)), new OfflineCatalog(), 0)
                .validate(List.of(Entity.of(entity)))
                .items()
                .get(0)
                .findings();
    }

    @Override
    public List<Budget> budgets(String service, Predicate<String> wanted) {
        return given.path("error_budgets")
                .valueStream()
                .filter(budget -> wanted.test(budget.path("objective").asText()))
                .map(budget -> new Budget(
                        budget.path("objective").asText(),
                        budget.path("objective").asText(),
                        new ErrorBudget(
                                budget.path("allowed").decimalValue(),
                                budget.path("bad").decimalValue())))
                .toList();
    }
}
