package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Sha256;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Composes the Template that upgrades a service of a golden path by a pull or merge request. All of its actions are
 * Backstage's own, but the one that asks for the plan: no action of Backstage calls a service. Where it is missing, the
 * run ends before anything is changed, and the Template says so.
 */
public final class UpgradeComposer {

    /** The one action of Milepost's own: it sends the files to this service and writes those that change. */
    static final String PLAN_ACTION = "milepost:upgrade:plan";

    private static final String PREFIX = "milepost-upgrade-";
    private static final int MOST_OF_NAME = 63;
    private static final int HASH = 8;
    private static final String SERVICE_FOLDER = "service";
    private static final String CHANGES_FOLDER = "upgrade";

    private static final String LOCATION =
            "${{ steps['entity'].output.entity.metadata.annotations['backstage.io/source-location']"
                    + " | replace('url:', '') }}";

    private static final String NEEDS_ACTION = "Needs the scaffolder action " + PLAN_ACTION
            + ", which this Backstage is not known to have (milepost.composition.actions)."
            + " Without it a run ends at the step 'Ask for the plan' and changes nothing; `./milepost upgrade` does the"
            + " same in a checkout.";

    private final GoldenPath path;
    private final boolean isStock;
    private final boolean isGitLab;

    private UpgradeComposer(ResolvedGoldenPath resolved, Actions actions) {
        this.path = resolved.goldenPath();
        this.isStock = actions == Actions.STOCK;
        this.isGitLab = resolved.modules().stream()
                .flatMap(module -> module.module().steps().stream())
                .map(step -> step.path("action").asText())
                .filter(action -> action.startsWith("publish:"))
                .findFirst()
                .filter(action -> action.startsWith("publish:gitlab"))
                .isPresent();
    }

    /** @param resolved the version on channel stable, whose modules say where services are published */
    public static ObjectNode compose(ResolvedGoldenPath resolved, Actions actions) {
        return new UpgradeComposer(resolved, actions).template();
    }

    /** Returns the name of the Template's entity, which has at most 63 characters. */
    static String entityName(String goldenPath) {
        var name = PREFIX + goldenPath;
        if (name.length() <= MOST_OF_NAME) {
            return name;
        }
        var hash = HexFormat.of().formatHex(Sha256.of(goldenPath.getBytes(StandardCharsets.UTF_8)));
        var begin = name.substring(0, MOST_OF_NAME - HASH - 1);
        return (begin.endsWith("-") ? begin.substring(0, begin.length() - 1) : begin) + "-" + hash.substring(0, HASH);
    }

    private ObjectNode template() {
        var template = JsonNodeFactory.instance.objectNode();
        template.put("apiVersion", "scaffolder.backstage.io/v1beta3").put("kind", "Template");
        var title =
                path.metadata().title() == null ? path.name() : path.metadata().title();
        template.putObject("metadata")
                .put("name", entityName(path.name()))
                .put("title", "Upgrade: " + title)
                .put("description", description())
                .putArray("tags")
                .add("upgrade");
        var spec = template.putObject("spec");
        spec.put("owner", path.metadata().owner()).put("type", "upgrade").put("lifecycle", path.lifecycle());
        spec.putArray("parameters").add(form());
        steps().forEach(spec.putArray("steps")::add);
        spec.putObject("output")
                .putArray("links")
                .addObject()
                .put("title", request())
                .put("url", "${{ steps['request'].output.%s }}".formatted(isGitLab ? "mergeRequestUrl" : "remoteUrl"));
        return template;
    }

    private String description() {
        var description = "Opens a %s that upgrades a service of golden path %s."
                .formatted(isGitLab ? "merge request" : "pull request", path.name());
        return isStock ? description + " " + NEEDS_ACTION : description;
    }

    private String request() {
        return isGitLab ? "Merge request" : "Pull request";
    }

    private static ObjectNode form() {
        var form = JsonNodeFactory.instance.objectNode().put("title", "Service").put("type", "object");
        form.putArray("required").add("service");
        var properties = form.putObject("properties");
        var service = properties.putObject("service");
        service.put("title", "Service").put("type", "string").put("ui:field", "EntityPicker");
        service.putObject("ui:options").putObject("catalogFilter").put("kind", "Component");
        properties
                .putObject("version")
                .put("title", "Version")
                .put("description", "A version or a channel.")
                .put("type", "string")
                .put("default", "stable");
        return form;
    }

    private List<JsonNode> steps() {
        var needs = TemplateSteps.step("needs", "Look for the action " + PLAN_ACTION, "debug:log");
        needs.putObject("input").put("message", NEEDS_ACTION);
        var entity = TemplateSteps.step("entity", "Read the service from the catalog", "catalog:fetch");
        entity.putObject("input").put("entityRef", "${{ parameters.service }}");
        var files = TemplateSteps.step("files", "Fetch the repository", "fetch:plain");
        files.putObject("input").put("url", LOCATION).put("targetPath", SERVICE_FOLDER);
        var plan = TemplateSteps.step("plan", "Ask for the plan", PLAN_ACTION);
        plan.putObject("input")
                .put("entityRef", "${{ parameters.service }}")
                .put("to", "${{ parameters.version }}")
                .put("sourceUrl", LOCATION)
                .put("sourcePath", SERVICE_FOLDER)
                .put("targetPath", CHANGES_FOLDER);
        var open = TemplateSteps.step(
                "request",
                "Open the " + (isGitLab ? "merge request" : "pull request"),
                isGitLab ? "publish:gitlab:merge-request" : "publish:github:pull-request");
        open.putObject("input")
                .put("repoUrl", planned("repoUrl"))
                .put("branchName", planned("branch"))
                .put("title", planned("title"))
                .put("description", planned("description"))
                .put("sourcePath", CHANGES_FOLDER)
                .put("targetPath", planned("folder"));
        return isStock ? List.of(needs, entity, files, plan, open) : List.of(entity, files, plan, open);
    }

    private static String planned(String output) {
        return "${{ steps['plan'].output.%s }}".formatted(output);
    }
}
