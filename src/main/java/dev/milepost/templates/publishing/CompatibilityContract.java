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
        var modules = new HashSet<String>();
        if (manifest instanceof GoldenPath path) {
            path.modules().stream().map(ModuleRange::module).forEach(modules::add);
        }
        var contract = new CompatibilityContract(manifest.version(), parameters, past, modules);
        contract.add(manifest);
        parts.forEach(contract::add);
        return contract;
    }

    /** Adds the parameters of the golden path itself or of a locked module. */
    void add(Manifest part) {
        parameters.addAll(part.parameters().byName().keySet());
        retiredParameters.addAll(part.parameters().renames().keySet());
        retiredParameters.addAll(part.parameters().retired());
    }
}
