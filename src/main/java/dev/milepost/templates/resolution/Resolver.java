package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.resolution.Lockfile.LockedModule;

/**
 * Chooses one version of each module that a golden path needs. The choices meet every range, provide every capability,
 * and have no conflicts and no cycles. Of all valid selections the best one is chosen, decision by decision:
 *
 * <ol>
 *   <li>the golden path's modules in the order of its manifest, each as high as possible
 *   <li>then, while there are any, modules that chosen ones require, the first by name, as high as possible
 *   <li>then a capability that no chosen module provides: first those that only one module can provide, then by the
 *       capability's name and range; of several modules the first by name, as high as possible; and back to 2
 * </ol>
 *
 * A version is as high as possible if no higher version allows a valid selection with all earlier decisions kept. So
 * the result is a function of the manifest and the set of available versions. A pre-release is chosen only if every
 * range on it names a pre-release of the same version, as in npm. A conflict also applies to pre-releases.
 */
public final class Resolver {

    public static final String VERSION = "resolver/1";

    private Resolver() {}

    /**
     * Throws a problem, {@code unresolvable-modules}, if there is no valid selection.
     *
     * @param digest the digest of the golden path's manifest
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
