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
    private final String baseUrl;

    /** The ids in the Template of the steps that modules may refer to. */
    private final Map<String, String> shared = new HashMap<>();

    TemplateSteps(ResolvedGoldenPath resolved, CompositionSettings settings, ComposedParameters parameters) {
        this.resolved = resolved;
        this.parameters = parameters;
        this.baseUrl = settings.baseUrl();
        this.standard = StandardSteps.of(resolved.goldenPath(), settings, parameters);
        this.skeletons = new SkeletonSteps(
                new SkeletonValues(resolved, parameters, standard.correlationId()), settings.baseUrl());
        if (resolved.modules().stream().anyMatch(part -> part.module().complete())) {
            return;
        }
        shared.put(StepIds.CORRELATION, StepIds.CORRELATION);
        findPublish().ifPresent(id -> shared.put(StepIds.PUBLISH, id));
        findRegister().ifPresent(id -> shared.put(StepIds.REGISTER, id));
    }

    List<ObjectNode> all() {
        var steps = new ArrayList<ObjectNode>();
        standard.correlation().ifPresent(steps::add);
        parts(false).forEach(resolvedModule -> steps.addAll(skeletons.of(resolvedModule)));
        var maySkip = resolved.modules().stream().anyMatch(SkeletonSteps::maySkip);
        parts(true).forEach(resolvedModule -> steps.addAll(skeletons.of(resolvedModule)));
        if (maySkip) {
            steps.add(FileFetches.deleteSkipped("skeletons"));
        }
        parts(false).forEach(resolvedModule -> steps.addAll(own(resolvedModule)));
        steps.addAll(standard.policies());
        parts(true).forEach(resolvedModule -> steps.addAll(own(resolvedModule)));
        defaults().forEach(steps::add);
        publish().flatMap(standard::event).ifPresent(steps::add);
        return steps;
    }

    /** Returns links to the results, the correlation id, and what modules add; of a complete module only its own. */
    ObjectNode output() {
        var complete = resolved.modules().stream()
                .map(ResolvedModule::module)
                .filter(ModuleManifest::complete)
                .findFirst();
        if (complete.isPresent()) {
            return complete.get().output() instanceof ObjectNode own
                    ? own.deepCopy()
                    : JsonNodeFactory.instance.objectNode();
        }
        var output = standardOutput();
        resolved.modules()
                .forEach(part -> new StepIds(part.module(), shared)
                        .output()
                        .properties()
                        .forEach(member -> add(output, member.getKey(), member.getValue())));
        return output;
    }

    private static void add(ObjectNode output, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(output.withArray("/" + name)::add);
        } else {
            output.set(name, value);
        }
    }

    private ObjectNode standardOutput() {
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

    /** A step of a module. */
    record ModuleStep(ResolvedModule part, JsonNode step) {

        String action() {
            return TemplateSteps.action(step);
        }

        boolean publishes() {
            return action().startsWith(PUBLISHING);
        }
    }

    /** Returns the modules' own steps, in the order of the Template. */
    static List<ModuleStep> inOrder(ResolvedGoldenPath resolved) {
        var steps = new ArrayList<ModuleStep>();
        for (var publishing : List.of(false, true)) {
            for (var part : resolved.modules()) {
                if (publishes(part.module()) == publishing) {
                    part.module().steps().forEach(step -> steps.add(new ModuleStep(part, step)));
                }
            }
        }
        return steps;
    }

    private static boolean publishes(ModuleManifest module) {
        return module.steps().stream().anyMatch(step -> action(step).startsWith(PUBLISHING));
    }

    private List<ObjectNode> own(ResolvedModule resolvedModule) {
        var module = resolvedModule.module();
        if (module.complete()) {
            return CompleteSteps.of(resolvedModule, baseUrl);
        }
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
