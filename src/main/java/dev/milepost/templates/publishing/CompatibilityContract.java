package dev.milepost.templates.publishing;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.GoldenPath.ModuleRange;
import dev.milepost.templates.manifests.Manifest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.semver4j.Semver;

/**
 * What later versions must keep until the next major version.
 *
 * @param parameters the names of its parameters, including those of its locked modules
 * @param retiredParameters the names of older versions that it renames or retires
 * @param modules the modules that it lists itself
 */
record CompatibilityContract(
        Semver version, Set<String> parameters, Set<String> retiredParameters, Set<String> modules) {

    /** @param parts the manifests of the locked modules */
    static CompatibilityContract of(Manifest manifest, List<? extends Manifest> parts) {
        var parameters = new HashSet<String>();
        var past = new HashSet<String>();
        add(manifest, parameters, past);
        parts.forEach(part -> add(part, parameters, past));
        var modules = new HashSet<String>();
        if (manifest instanceof GoldenPath path) {
            path.modules().stream().map(ModuleRange::module).forEach(modules::add);
        }
        return new CompatibilityContract(manifest.version(), parameters, past, modules);
    }

    private static void add(Manifest manifest, Set<String> parameters, Set<String> past) {
        parameters.addAll(manifest.parameters().byName().keySet());
        past.addAll(manifest.parameters().renames().keySet());
        past.addAll(manifest.parameters().retired());
    }
}
