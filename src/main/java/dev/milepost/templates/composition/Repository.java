package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.composition.RenderedService.Origin;
import dev.milepost.templates.trees.TreeFile;
import java.util.Map;
import java.util.TreeMap;

/** The files that a step publishes. */
record Repository(Map<String, TreeFile> files, Map<String, Origin> origins) {

    /** @param input of the step, in which {@code sourcePath} is the folder of the workspace that it publishes */
    static Repository of(Map<String, TreeFile> workspace, Map<String, Origin> origins, JsonNode input) {
        var folder = PathText.folder(FileSteps.path(input.path("sourcePath").asText(".")));
        var isThere = workspace.keySet().stream().anyMatch(path -> path.startsWith(folder));
        var prefix = isThere ? folder : "";
        var files = new TreeMap<String, TreeFile>();
        var from = new TreeMap<String, Origin>();
        workspace.forEach((path, file) -> {
            var origin = origins.get(path);
            if (path.startsWith(prefix) && origin != null) {
                files.put(path.substring(prefix.length()), file);
                from.put(path.substring(prefix.length()), origin);
            }
        });
        return new Repository(files, from);
    }
}
