package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a Template, in this order: the correlation; each module's skeleton and steps in the order of the lock;
 * the policy hooks; the modules that publish; registration; the change event. Publishing comes last, whatever the
 * module's phase, because it publishes all files that exist by then.
 */
final class TemplateSteps {

    private static final String PUBLISHING = "publish:";
    private static final String REGISTERING = "catalog:register";

    private final ResolvedGoldenPath resolved;
    private final StandardSteps standard;
    private final SkeletonSteps skeletons;
    private final ComposedParameters parameters;

    /** The ids in the Template of the steps that modules may refer to. */
    private final Map<String, String> shared = new HashMap<>();

    TemplateSteps(ResolvedGoldenPath resolved, CompositionSettings settings, ComposedParameters parameters) {
        this.resolved = resolved;
        this.parameters = parameters;
        this.standard = StandardSteps.of(resolved.goldenPath(), settings, parameters);
        this.skeletons = new SkeletonSteps(
                new SkeletonValues(resolved, parameters, standard.correlationId()), settings.baseUrl());
        shared.put(StepIds.CORRELATION, StepIds.CORRELATION);
        findPublish().ifPresent(id -> shared.put(StepIds.PUBLISH, id));
        findRegister().ifPresent(id -> shared.put(StepIds.REGISTER, id));
    }

    List<ObjectNode> all() {
        var steps = new ArrayList<ObjectNode>();
        steps.add(standard.correlation());
        parts(false).forEach(resolvedModule -> steps.addAll(skeletons.of(resolvedModule)));
        var waiting = resolved.modules().stream().anyMatch(SkeletonSteps::needsStaging);
        parts(true).forEach(resolvedModule -> steps.addAll(skeletons.of(resolvedModule)));
        if (waiting) {
            steps.add(SkeletonSteps.deleteStagingFolder());
        }
        parts(false).forEach(resolvedModule -> steps.addAll(own(resolvedModule.module())));
        steps.addAll(standard.policies());
        parts(true).forEach(resolvedModule -> steps.addAll(own(resolvedModule.module())));
        defaults().forEach(steps::add);
        publish().ifPresent(id -> steps.add(standard.event(id)));
        return steps;
    }

    /** Returns links to the results, and the correlation id. */
    ObjectNode output() {
        var output = JsonNodeFactory.instance.objectNode();
        var links = output.putArray("links");
        publish()
                .ifPresent(id -> links.addObject()
                        .put("title", "Repository")
                        .put("url", "${{ steps['%s'].output.remoteUrl }}".formatted(id)));
        Optional.ofNullable(shared.get(StepIds.REGISTER))
                .ifPresent(id -> links.addObject()
                        .put("title", "Open in catalog")
                        .put("icon", "catalog")
                        .put("entityRef", "${{ steps['%s'].output.entityRef }}".formatted(id)));
        output.put("correlationId", standard.correlationId());
        return output;
    }

    static ObjectNode step(String id, String name, String action) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", name)
                .put("action", action);
    }

    private Optional<String> publish() {
        return Optional.ofNullable(shared.get(StepIds.PUBLISH));
    }

    private List<ResolvedModule> parts(boolean publishing) {
        return resolved.modules().stream()
                .filter(resolvedModule -> publishes(resolvedModule.module()) == publishing)
                .toList();
    }

    /** Returns the modules' own steps before the first that publishes, in the order of the Template. */
    static List<JsonNode> beforePublishing(ResolvedGoldenPath resolved) {
        var steps = new ArrayList<JsonNode>();
        for (var publishing : List.of(false, true)) {
            for (var resolvedModule : resolved.modules()) {
                if (publishes(resolvedModule.module()) == publishing) {
                    for (var step : resolvedModule.module().steps()) {
                        if (action(step).startsWith(PUBLISHING)) {
                            return steps;
                        }
                        steps.add(step);
                    }
                }
            }
        }
        return steps;
    }

    private static boolean publishes(ModuleManifest module) {
        return module.steps().stream().anyMatch(step -> action(step).startsWith(PUBLISHING));
    }

    private List<ObjectNode> own(ModuleManifest module) {
        var ids = new StepIds(module, shared);
        return Stream.iterate(0, i -> i + 1)
                .limit(module.steps().size())
                .map(ids::rewrite)
                .toList();
    }

    /** Returns the publish and register steps that composition adds if no module has its own. */
    private List<ObjectNode> defaults() {
        var steps = new ArrayList<ObjectNode>();
        if (StepIds.PUBLISH.equals(shared.get(StepIds.PUBLISH))) {
            steps.add(standard.publish());
        }
        if (StepIds.REGISTER.equals(shared.get(StepIds.REGISTER))) {
            steps.add(standard.register(Objects.requireNonNull(shared.get(StepIds.PUBLISH))));
        }
        return steps;
    }

    private Optional<String> findPublish() {
        return find(PUBLISHING)
                .or(() ->
                        parameters.schemas().containsKey("repoUrl") ? Optional.of(StepIds.PUBLISH) : Optional.empty());
    }

    private Optional<String> findRegister() {
        return find(REGISTERING).or(() -> createsRepository() ? Optional.of(StepIds.REGISTER) : Optional.empty());
    }

    /** Whether a repository is published that is not yet in the catalog. A pull or merge request is for one that is. */
    private boolean createsRepository() {
        return shared.containsKey(StepIds.PUBLISH)
                && resolved.modules().stream()
                        .flatMap(resolvedModule -> resolvedModule.module().steps().stream())
                        .map(TemplateSteps::action)
                        .filter(action -> action.startsWith(PUBLISHING))
                        .findFirst()
                        .map(action -> !action.endsWith(":pull-request") && !action.endsWith(":merge-request"))
                        .orElse(true);
    }

    /** Returns the id of the first module step whose action starts with this prefix. */
    private Optional<String> find(String action) {
        for (var resolvedModule : resolved.modules()) {
            var module = resolvedModule.module();
            for (int i = 0; i < module.steps().size(); i++) {
                if (action(module.steps().get(i)).startsWith(action)) {
                    return Optional.of(StepIds.of(module, StepIds.idOrNumber(module, i)));
                }
            }
        }
        return Optional.empty();
    }

    private static String action(JsonNode step) {
        return step.path("action").asText();
    }
}
