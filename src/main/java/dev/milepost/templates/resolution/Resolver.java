package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.resolution.Lockfile.LockedModule;

/**
 * Chooses one version of each module that a golden path needs, such that every range is met, every capability provided,
 * no conflict there and nothing needs itself. Of all such choices the best is taken, decision by decision:
 *
 * <ol>
 *   <li>the golden path's modules in the order of its manifest, each as high as possible
 *   <li>then, as long as there are any, modules that chosen ones require, the first by name, as high as possible
 *   <li>then a capability that nothing chosen provides: those that one module alone can provide first, then by the
 *       capability's name and range; of several modules the first by name, as high as possible; and back to 2
 * </ol>
 *
 * A version is as high as possible when with every higher one, all earlier decisions kept, there is no such choice. So
 * the answer is a function of the manifest and the set of versions offered. A pre-release is chosen only where every
 * range on it names one of the same version, as npm has it; a conflict means pre-releases too.
 */
public final class Resolver {

    public static final String VERSION = "resolver/1";

    private Resolver() {}

    /**
     * Throws {@link Unresolvable}.
     *
     * @param digest of the golden path's manifest
     */
    public static Lockfile resolve(GoldenPath path, String digest, AvailableModules available) {
        var search = new Search(path, available);
        var modules = ModuleOrder.of(search.run(), search.needs()).stream()
                .map(Resolver::lock)
                .toList();
        return new Lockfile(VERSION, path.name(), path.version().toString(), digest, modules);
    }

    private static LockedModule lock(ChosenVersion choice) {
        var module = choice.offered().module();
        return new LockedModule(
                module.name(),
                module.version().toString(),
                module.phase(),
                choice.offered().digest());
    }
}
