package dev.milepost.upgrades.runs;

import dev.milepost.templates.manifests.TemplateModule.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.Map;

/**
 * What a version was rendered to with some values.
 *
 * @param origins whose each file is, by its path
 */
public record RenderedBase(FileTree files, Map<String, FileOrigin> origins) {

    public RenderedBase {
        origins = Map.copyOf(origins);
    }

    /** @param module that brings the file */
    public record FileOrigin(String module, Behaviour behaviour) {}
}
