package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.FileTree;
import java.util.List;

/**
 * A folder that a step of a complete module renders.
 *
 * @param folder the target folder: empty, or with a trailing slash
 * @param values as they are in the step
 */
public record FetchedFolder(FileTree files, String folder, JsonNode values) {

    /** Returns the folder of the workspace that becomes the root of the service: empty, or with a trailing slash. */
    public static String published(ResolvedGoldenPath resolved) {
        return TemplateSteps.inOrder(resolved).stream()
                .filter(TemplateSteps.ModuleStep::publishes)
                .findFirst()
                .map(next -> next.step().path("input").path("sourcePath").asText("."))
                .filter(path -> !path.contains("{"))
                .map(PathText::folder)
                .orElse("");
    }

    /** Returns the folders of a module that are known without a run. */
    public static List<FetchedFolder> of(ResolvedModule part) {
        return part.module().steps().stream()
                .filter(step -> step.path("action").asText().equals(OwnFiles.TEMPLATE))
                .flatMap(step -> OwnFiles.fetched(part.module(), step).stream()
                        .filter(path -> !path.contains("{"))
                        .map(path -> new FetchedFolder(
                                OwnFiles.within(part.skeleton(), path),
                                PathText.folder(
                                        step.path("input").path("targetPath").asText(".")),
                                step.path("input").path("values").isObject()
                                        ? step.path("input").path("values")
                                        : JsonNodeFactory.instance.objectNode())))
                .toList();
    }
}
