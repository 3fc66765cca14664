package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.trees.FileTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock with the manifests and files that it names: the input of composition and rendering.
 *
 * @param modules in the order of the lock
 */
public record ResolvedGoldenPath(GoldenPath goldenPath, Lockfile lock, List<ResolvedModule> modules) {

    public ResolvedGoldenPath {
        modules = List.copyOf(modules);
    }

    /**
     * @param files the module's files before rendering; empty if it has none
     *
     * @param source the address of the folder with the manifest and {@code skeleton/} at exactly this version, for
     *     Backstage's URL readers; null if only this service has the files
     */
    public record ResolvedModule(
            ModuleManifest module,
            ModuleFiles files,
            @Nullable String source) {

        public ResolvedModule(ModuleManifest module, FileTree skeleton, @Nullable String source) {
            this(module, ModuleFiles.of(skeleton), source);
        }

        /** Loads the files. Those of all modules together do not fit into memory. */
        public FileTree skeleton() {
            return files.load();
        }
    }
}
