package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.composition.FetchedFolder;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files before rendering, and the parameters that their values are.
 *
 * @param folder the target folder: empty, or with a trailing slash
 * @param parameters by the name of the value
 */
record SkeletonSource(FileTree files, String folder, Map<String, String> parameters) {

    static List<SkeletonSource> of(ResolvedGoldenPath resolved) {
        var sources = new ArrayList<SkeletonSource>();
        var names = new HashMap<String, String>();
        resolved.goldenPath().parameters().byName().keySet().forEach(name -> names.put(name, name));
        resolved.modules()
                .forEach(part -> part.module().parameters().byName().keySet().forEach(name -> names.put(name, name)));
        var root = FetchedFolder.published(resolved);
        for (var part : resolved.modules()) {
            if (part.module().skeleton() != null) {
                sources.add(skeleton(part, part.module().skeleton(), names, root));
            }
            FetchedFolder.of(part)
                    .forEach(fetched -> sources.add(new SkeletonSource(
                            fetched.files(), within(fetched.folder(), root), parameters(fetched.values()))));
        }
        return sources;
    }

    private static SkeletonSource skeleton(
            ResolvedModule part, ModuleManifest.Skeleton skeleton, Map<String, String> names, String root) {
        var target = skeleton.targetPath();
        var values = skeleton.values();
        return new SkeletonSource(
                part.skeleton(),
                within(target.equals(".") ? "" : target + "/", root),
                values == null ? names : parameters(values));
    }

    private static String within(String folder, String root) {
        return folder.startsWith(root) ? folder.substring(root.length()) : folder;
    }

    private static Map<String, String> parameters(JsonNode values) {
        var parameters = new HashMap<String, String>();
        values.properties().forEach(value -> {
            var text = value.getValue().asText().strip();
            if (text.startsWith("${{") && text.endsWith("}}")) {
                var name = text.substring(3, text.length() - 2).strip();
                if (name.startsWith("parameters.")
                        && name.chars().skip(11).allMatch(c -> Character.isLetterOrDigit(c) || c == '_')) {
                    parameters.put(value.getKey(), name.substring(11));
                }
            }
        });
        return parameters;
    }
}
