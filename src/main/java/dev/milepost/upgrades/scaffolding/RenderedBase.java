package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.collections.Copies;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.Map;

/**
 * The files of a version, rendered with parameter values.
 *
 * @param origins the origin of each file, by its path
 */
public record RenderedBase(FileTree files, Map<String, FileOrigin> origins) {

    public RenderedBase {
        origins = Copies.map(origins);
    }

    /** @param module the module that the file comes from */
    public record FileOrigin(String module, Behaviour behaviour) {}
}
