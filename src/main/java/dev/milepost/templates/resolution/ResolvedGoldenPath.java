package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.TemplateModule;
import dev.milepost.templates.trees.FileTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock with all that it names: what a golden path's version is composed and rendered from.
 *
 * @param modules in the order of the lock
 */
public record ResolvedGoldenPath(GoldenPath goldenPath, Lockfile lock, List<ResolvedModule> modules) {

    public ResolvedGoldenPath {
        modules = List.copyOf(modules);
    }

    /**
     * @param skeleton the module's files as they are before rendering; empty where it brings none
     * @param source the address of the folder that has the manifest and {@code skeleton/}, where Backstage's URL readers
     *     can fetch it at this very version; null where this service alone has the files
     */
    public record ResolvedModule(
            TemplateModule module,
            FileTree skeleton,
            @Nullable String source) {}
}
