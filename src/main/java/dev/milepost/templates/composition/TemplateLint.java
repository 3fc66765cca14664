package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.templates.composition.ExpressionReferences.Reference;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.PolicyHook;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.rendering.TemplateOptions;
import dev.milepost.templates.rendering.TemplateSyntax;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a golden path's Template would fail at when it runs in Backstage, and what upgrades of its services could
 * not follow.
 */
public final class TemplateLint {

    private final ResolvedGoldenPath resolved;
    private final ComposedParameters composed;
    private final Map<String, JsonNode> parameters = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private TemplateLint(ResolvedGoldenPath resolved) {
        this.resolved = resolved;
        this.composed = ComposedParameters.of(resolved);
        parameters.putAll(composed.schemas());
        resolved.goldenPath().parameters().byName().forEach(parameters::putIfAbsent);
        resolved.modules().forEach(part -> part.module().parameters().byName().forEach(parameters::putIfAbsent));
    }

    /**
     * Something that the lint has found.
     *
     * @param by the manifest that has it
     * @param pointer into the manifest, or the path of a skeleton file
     * @param isError whether it fails for certain
     */
    public record Problem(Manifest by, String pointer, boolean isError, String detail) {}

    public static List<Problem> check(ResolvedGoldenPath resolved) {
        var lint = new TemplateLint(resolved);
        resolved.modules().forEach(lint::check);
        lint.checkPolicies();
        return lint.problems;
    }

    private void check(ResolvedModule part) {
        var module = part.module();
        var skeleton = module.skeleton();
        for (int i = 0; i < module.steps().size(); i++) {
            checkStep(part, i);
        }
        checkTexts(module, "/spec/output", module.output());
        if (skeleton != null) {
            checkTexts(module, "/spec/skeleton/targetPath", module.document().at("/spec/skeleton/targetPath"));
            if (skeleton.values() != null) {
                checkTexts(module, "/spec/skeleton/values", skeleton.values());
            }
            checkFiles(part);
        }
    }

    private void checkStep(ResolvedModule part, int index) {
        var module = part.module();
        var step = module.steps().get(index);
        var pointer = "/spec/steps/" + index;
        var action = step.path("action").asText();
        StockActions.missing(action).ifPresent(detail -> add(module, pointer + "/action", false, detail));
        step.properties().forEach(member -> {
            if (!member.getKey().equals("id") && !member.getKey().equals("action")) {
                checkTexts(module, JsonPointers.of(pointer, member.getKey()), member.getValue());
            }
        });
        if (OwnFiles.FETCHING.contains(action) || OwnFiles.isForeign(step)) {
            checkFetch(part, pointer, step);
        }
    }

    private void checkFetch(ResolvedModule part, String pointer, JsonNode step) {
        var module = part.module();
        var own = OwnFiles.fetched(module, step);
        if (own.isPresent()) {
            if (OwnFiles.isForeign(step)) {
                add(module, pointer, false, "upgrades do not follow the files that this step makes");
            }
            if (!own.get().contains("{")) {
                checkOwn(part, pointer, own.get(), step);
            }
            return;
        }
        var url = step.path("input").path("url").asText();
        var relative = relative(url);
        if (!relative.isEmpty()) {
            add(
                    module,
                    pointer + "/input/url",
                    true,
                    "'%s' is relative to the Template, which is not beside these files: put them into the skeleton, or write a whole URL"
                            .formatted(relative));
        } else {
            add(
                    module,
                    pointer,
                    false,
                    "upgrades do not follow the files that this step fetches: put them into a skeleton");
        }
    }

    private void checkOwn(ResolvedModule part, String pointer, String path, JsonNode step) {
        var action = step.path("action").asText();
        if (action.endsWith(":file")
                ? !part.files().paths().contains(path)
                : part.files().paths().stream().noneMatch(file -> path.isEmpty() || file.startsWith(path + "/"))) {
            add(part.module(), pointer + "/input/url", true, "the skeleton has no '%s'".formatted(path));
        } else if (action.equals(OwnFiles.TEMPLATE)) {
            var input = step.path("input");
            var names = new HashSet<String>();
            input.path("values").fieldNames().forEachRemaining(names::add);
            var options = TemplateInput.options(input);
            if (!options.syntax().cookiecutter() && !input.path("values").isTextual()) {
                checkFiles(part, path, OwnFiles.within(part.skeleton(), path), options, names);
            }
        }
    }

    /** Returns the relative address that a URL is, or that it can become by the choices of a parameter; else empty. */
    private String relative(String url) {
        var references = ExpressionReferences.of(url);
        if (references.isEmpty()) {
            return url.isEmpty() || url.contains("://") || url.contains("{{") ? "" : url;
        }
        var first = references.get(0);
        if (!url.strip().startsWith("${{") || !first.root().equals(ExpressionReferences.PARAMETERS)) {
            return url.contains("://") || url.strip().startsWith("${{") ? "" : url;
        }
        var schema = parameters.get(first.name());
        return schema == null
                ? ""
                : schema.path("enum")
                        .valueStream()
                        .map(JsonNode::asText)
                        .filter(choice -> !choice.contains("://") && (choice.startsWith(".") || choice.startsWith("/")))
                        .findFirst()
                        .orElse("");
    }

    private void checkTexts(ModuleManifest module, String pointer, JsonNode value) {
        if (value.isTextual()) {
            ExpressionReferences.of(value.textValue()).forEach(reference -> check(module, pointer, reference));
        }
        value.properties()
                .forEach(member -> checkTexts(module, JsonPointers.of(pointer, member.getKey()), member.getValue()));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                checkTexts(module, pointer + "/" + i, value.get(i));
            }
        }
    }

    private void check(ModuleManifest module, String pointer, Reference reference) {
        if (reference.root().equals(ExpressionReferences.PARAMETERS) && !parameters.containsKey(reference.name())) {
            add(
                    module,
                    pointer,
                    true,
                    "%s@%s has no parameter '%s'"
                            .formatted(
                                    resolved.goldenPath().name(),
                                    resolved.goldenPath().version(),
                                    reference.name()));
        } else if (reference.root().equals(ExpressionReferences.STEPS)) {
            checkOutput(module, pointer, reference);
        }
    }

    private void checkOutput(ModuleManifest module, String pointer, Reference reference) {
        var members = reference.members();
        if (members.size() < 3 || !members.get(1).equals("output")) {
            return;
        }
        var output = members.get(2);
        for (int i = 0; i < module.steps().size(); i++) {
            if (StepIds.idOrNumber(module, i).equals(reference.name())) {
                var action = module.steps().get(i).path("action").asText();
                var outputs = StockActions.outputs(action);
                if (outputs != null && !outputs.contains(output)) {
                    add(
                            module,
                            pointer,
                            true,
                            outputs.isEmpty()
                                    ? "%s has no outputs, so none is '%s'".formatted(action, output)
                                    : "%s has no output '%s'; it has %s"
                                            .formatted(
                                                    action,
                                                    output,
                                                    String.join(
                                                            ", ",
                                                            outputs.stream()
                                                                    .sorted()
                                                                    .toList())));
                }
                return;
            }
        }
        if (module.complete()) {
            add(module, pointer, true, "there is no step '%s'".formatted(reference.name()));
        }
    }

    private void checkFiles(ResolvedModule part) {
        var names = new HashSet<String>();
        var values = SkeletonValues.skeleton(part.module()).values();
        if (values == null) {
            names.addAll(parameters.keySet());
            names.removeAll(composed.secrets());
        } else {
            values.fieldNames().forEachRemaining(names::add);
        }
        names.add("milepost");
        var globs = SkeletonValues.skeleton(part.module()).copyWithoutTemplating();
        checkFiles(part, "", part.skeleton(), new TemplateOptions(TemplateSyntax.DEFAULT, globs, null), names);
    }

    private void checkFiles(
            ResolvedModule part, String folder, FileTree files, TemplateOptions options, Set<String> names) {
        var copied = Renderer.copied(files, options.copied());
        files.files().forEach((path, file) -> {
            var place = folder.isEmpty() ? path : folder + "/" + path;
            checkValues(part.module(), place, path, names);
            if (!copied.contains(path) && options.isTemplate(path)) {
                file.text().ifPresent(text -> checkValues(part.module(), place, text, names));
            }
        });
    }

    /** A required policy hook that no file acts on: no stock action evaluates it. */
    private void checkPolicies() {
        var required = resolved.goldenPath().policies().entrySet().stream()
                .filter(policy -> policy.getValue() == PolicyHook.Requirement.REQUIRED)
                .map(policy -> policy.getKey().wireName())
                .sorted()
                .toList();
        if (!required.isEmpty() && resolved.modules().stream().noneMatch(TemplateLint::readsPolicies)) {
            problems.add(new Problem(
                    resolved.goldenPath(),
                    "/spec/policies",
                    false,
                    "no file reads values.milepost.policies, so in a stock Backstage nothing acts on the required hooks: "
                            + String.join(", ", required)));
        }
    }

    private static boolean readsPolicies(ResolvedModule part) {
        return part.skeleton().files().values().stream()
                .anyMatch(file -> file.text().orElse("").contains("milepost.policies"));
    }

    private void checkValues(ModuleManifest module, String path, String text, Set<String> names) {
        var missing = new HashSet<String>();
        for (var reference : ExpressionReferences.of(text)) {
            if (reference.root().equals(ExpressionReferences.VALUES)
                    && !names.contains(reference.name())
                    && missing.add(reference.name())) {
                add(module, path, true, "the skeleton has no value '%s'".formatted(reference.name()));
            }
        }
    }

    private void add(ModuleManifest module, String pointer, boolean isError, String detail) {
        problems.add(new Problem(module, pointer, isError, detail));
    }
}
