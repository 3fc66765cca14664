package dev.milepost.resolution;

import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.TemplateModule;
import dev.milepost.trees.FileTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock with all that it names: what a golden path's version is composed and rendered from.
 *
 * @param parts in the order of the lock
 */
public record Assembly(GoldenPath goldenPath, Lock lock, List<Part> parts) {

    public Assembly {
        parts = List.copyOf(parts);
    }

    /**
     * @param skeleton the module's files as they are before rendering; empty where it brings none
     * @param source the address of the folder that has the manifest and {@code skeleton/}, where Backstage's URL readers
     *     can fetch it at this very version; null where this service alone has the files
     */
    public record Part(
            TemplateModule module,
            FileTree skeleton,
            @Nullable String source) {}
}
