package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.resolution.AvailableModules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The available modules, cached for one resolution. Each module is looked up once, together with all that it may need.
 * Not thread-safe.
 */
final class RegistryModules implements AvailableModules {

    private final VersionRepository versions;
    private final Map<String, List<AvailableVersion>> byModule = new HashMap<>();
    private final Map<String, List<String>> byCapability = new HashMap<>();

    RegistryModules(VersionRepository versions) {
        this.versions = versions;
    }

    @Override
    public List<AvailableVersion> findVersions(String module) {
        preload(List.of(module));
        return byModule.getOrDefault(module, List.of());
    }

    @Override
    public Collection<String> findProviders(String capability) {
        var providers = byCapability.computeIfAbsent(capability, versions::findProviders);
        preload(providers);
        return providers;
    }

    /** Loads the modules level by level: the modules, those that any of their versions requires, and so on. */
    void preload(Collection<String> modules) {
        var level = missing(modules);
        while (!level.isEmpty()) {
            level.forEach(module -> byModule.put(module, new ArrayList<>()));
            var required = new TreeSet<String>();
            for (var version : versions.findAvailable(ManifestKind.MODULE, level)) {
                byModule.getOrDefault(version.name(), new ArrayList<>())
                        .add(new AvailableVersion(version.module(), version.digest()));
                version.module().requires().stream()
                        .map(ModuleSelector::module)
                        .filter(module -> module != null)
                        .forEach(required::add);
            }
            level = missing(required);
        }
    }

    private Set<String> missing(Collection<String> modules) {
        var missing = new TreeSet<>(modules);
        missing.removeAll(byModule.keySet());
        return missing;
    }
}
