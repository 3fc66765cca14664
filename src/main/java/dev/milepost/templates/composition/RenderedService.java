package dev.milepost.templates.composition;

import dev.milepost.templates.manifests.TemplateModule.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a service as a golden path makes them.
 *
 * @param origins by path, one for each file
 */
public record RenderedService(FileTree files, Map<String, RenderedFileOrigin> origins) {

    public RenderedService {
        origins = Collections.unmodifiableMap(new TreeMap<>(origins));
    }

    /** Whose a file is after scaffolding; what is none of these files is merged. */
    public Behaviour behaviour(String path) {
        var origin = origins.get(path);
        return origin == null ? Behaviour.MERGE : origin.behaviour();
    }
}
