package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.status.SloStatusReader;
import dev.milepost.templates.registry.PublishedGoldenPath;
import dev.milepost.templates.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the state from the registry, the rules of the catalog and the objectives of this service. */
@ApplicationScoped
class StoredServiceState implements ServiceState {

    private final Registry registry;
    private final EntityValidator validator;
    private final SloDefinitions objectives;
    private final SloStatusReader statuses;

    StoredServiceState(
            Registry registry, EntityValidator validator, SloDefinitions objectives, SloStatusReader statuses) {
        this.registry = registry;
        this.validator = validator;
        this.objectives = objectives;
        this.statuses = statuses;
    }

    @Override
    public Optional<GoldenPathState> goldenPath(String name, String version) {
        return registry.find(name, version).map(StoredServiceState::state);
    }

    private static GoldenPathState state(PublishedGoldenPath path) {
        var modules = new HashMap<String, String>();
        path.lock().modules().forEach(module -> modules.put(module.name(), module.version()));
        var deprecation = path.deprecation();
        var end = deprecation == null ? null : deprecation.endsOn();
        var support = path.manifest().support();
        if (end == null && support != null) {
            end = support.endOfLife();
        }
        return new GoldenPathState(modules, path.yanked(), end);
    }

    @Override
    public List<Finding> findings(JsonNode entity) {
        return validator.validate(List.of(Entity.of(entity))).items().get(0).findings();
    }

    @Override
    public List<Budget> budgets(String service, Predicate<String> wanted) {
        var names = objectives.all().stream()
                .filter(slo -> slo.slo().description().service().equals(service))
                .map(SloDefinition::name)
                .filter(wanted)
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return List.of();
        }
        return statuses.of(names).stream()
                .flatMap(status -> status.objectives().stream()
                        .map(evaluation -> new Budget(
                                status.slo().name(), evaluation.objective().displayName(), evaluation.budget())))
                .toList();
    }
}
