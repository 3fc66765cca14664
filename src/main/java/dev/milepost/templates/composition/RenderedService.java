package dev.milepost.templates.composition;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a service, rendered from a golden path.
 *
 * @param origins by path, one for each file
 */
public record RenderedService(FileTree files, Map<String, RenderedFileOrigin> origins) {

    public RenderedService {
        origins = Collections.unmodifiableMap(new TreeMap<>(origins));
    }

    /** Returns a file's behaviour after scaffolding; {@code MERGE} for a path that is not among these files. */
    public Behaviour behaviour(String path) {
        var origin = origins.get(path);
        return origin == null ? Behaviour.MERGE : origin.behaviour();
    }
}
