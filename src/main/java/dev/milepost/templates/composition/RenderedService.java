package dev.milepost.templates.composition;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a service, rendered from a golden path.
 *
 * @param files those of its repository: what the first step that publishes puts there
 * @param origins by path, one for each file
 * @param workspace the files in the scaffolder's workspace after all steps, which may publish others elsewhere
 */
public record RenderedService(FileTree files, Map<String, Origin> origins, FileTree workspace) {

    public RenderedService {
        origins = Collections.unmodifiableMap(new TreeMap<>(origins));
    }

    /** Returns a file's behaviour after scaffolding; {@code MERGE} for a path that is not among these files. */
    public Behaviour behaviour(String path) {
        var origin = origins.get(path);
        return origin == null ? Behaviour.MERGE : origin.behaviour();
    }

    /**
     * The module and skeleton file that a rendered file was made from.
     *
     * @param module the name of the module that owns the file
     * @param skeletonPath the path in the module's skeleton before rendering; null if it cannot be determined
     */
    public record Origin(String module, @Nullable String skeletonPath, Behaviour behaviour) {}
}
