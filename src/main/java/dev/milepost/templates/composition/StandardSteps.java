package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.manifests.GoldenPath;
import java.util.List;
import java.util.Optional;

/**
 * The steps that every golden path has. With stock actions there are none for correlation, policy hooks and the change
 * event, since no stock action can call this service. The correlation id is that of the scaffolder's task, which
 * skeletons and the output have. Policy hooks act in the rendered files, which read {@code values.milepost.policies}, and
 * the new repository's pipeline sends the event. {@link TemplateLint} finds required policy hooks that no file reads. With
 * Milepost's actions the policies are evaluated once, before the repository is created.
 */
final class StandardSteps {

    private final GoldenPath path;
    private final boolean stock;
    private final ComposedParameters parameters;

    private StandardSteps(GoldenPath path, boolean stock, ComposedParameters parameters) {
        this.path = path;
        this.stock = stock;
        this.parameters = parameters;
    }

    static StandardSteps of(GoldenPath path, CompositionSettings settings, ComposedParameters parameters) {
        return new StandardSteps(path, settings.actions() == Actions.STOCK, parameters);
    }

    String correlationId() {
        return stock ? "${{ context.task.id }}" : "${{ steps['correlation'].output.correlationId }}";
    }

    Optional<ObjectNode> correlation() {
        if (stock) {
            return Optional.empty();
        }
        var step = TemplateSteps.step(StepIds.CORRELATION, "Open the correlation", "milepost:correlation:create");
        template(step.putObject("input"));
        return Optional.of(step);
    }

    List<ObjectNode> policies() {
        return stock ? List.of() : List.of(evaluation());
    }

    /** Asks whether the policies allow what the run is about to do. A denial ends it before anything exists. */
    private ObjectNode evaluation() {
        var step = TemplateSteps.step("policies", "Evaluate the policies", "milepost:policy:evaluate");
        var input = step.putObject("input").put("hook", "scaffold");
        template(input);
        input.put("correlationId", correlationId());
        var values = input.putObject("input").putObject("parameters");
        parameters.schemas().forEach((name, schema) -> {
            if (!parameters.secrets().contains(name) && !hasSecret(schema)) {
                values.put(name, SkeletonValues.reference(name));
            }
        });
        return step;
    }

    /** Whether a value of this schema may have a secret within it. */
    private static boolean hasSecret(JsonNode schema) {
        return ComposedParameters.isSecret(schema) || schema.valueStream().anyMatch(StandardSteps::hasSecret);
    }

    ObjectNode publish() {
        var step = TemplateSteps.step(StepIds.PUBLISH, "Create the repository", "publish:github");
        step.putObject("input").put("repoUrl", "${{ parameters.repoUrl }}").put("defaultBranch", "main");
        return step;
    }

    /** @param publish the id of the step that published the repository */
    ObjectNode register(String publish) {
        var step = TemplateSteps.step(StepIds.REGISTER, "Register in the catalog", "catalog:register");
        step.putObject("input")
                .put("repoContentsUrl", "${{ steps['%s'].output.repoContentsUrl }}".formatted(publish))
                .put("catalogInfoPath", "/catalog-info.yaml");
        return step;
    }

    Optional<ObjectNode> event(String publish) {
        if (stock) {
            return Optional.empty();
        }
        var step = TemplateSteps.step("event", "Send the change event", "milepost:event:emit");
        var input = step.putObject("input").put("type", "dev.milepost.change.created");
        var change = input.put("correlationId", correlationId()).putObject("data");
        change.put("commit_sha", "${{ steps['%s'].output.commitHash }}".formatted(publish));
        if (parameters.schemas().containsKey("name")) {
            change.put("service_id", "${{ parameters.name }}");
        }
        change.put("template_id", path.name())
                .put("template_version", path.version().toString());
        return Optional.of(step);
    }

    private void template(ObjectNode input) {
        input.put("template", path.name()).put("version", path.version().toString());
    }
}
