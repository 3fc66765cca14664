package dev.milepost.templates;

import dev.milepost.manifests.TemplateModule.Requires;
import dev.milepost.resolution.Offer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The modules that are on offer, each looked up once and the same from then on, together with all that they may need. For
 * one resolution, by one thread.
 */
final class ModuleOffer implements Offer {

    private final VersionRepository versions;
    private final Map<String, List<Offered>> byModule = new HashMap<>();
    private final Map<String, List<String>> byCapability = new HashMap<>();

    ModuleOffer(VersionRepository versions) {
        this.versions = versions;
    }

    @Override
    public List<Offered> findVersions(String module) {
        load(List.of(module));
        return byModule.getOrDefault(module, List.of());
    }

    @Override
    public Collection<String> findProviders(String capability) {
        var providers = byCapability.computeIfAbsent(capability, versions::findProviders);
        load(providers);
        return providers;
    }

    /** Level by level: the modules, those that any of their versions requires, and so on. */
    void load(Collection<String> modules) {
        var level = missing(modules);
        while (!level.isEmpty()) {
            level.forEach(module -> byModule.put(module, new ArrayList<>()));
            var required = new TreeSet<String>();
            for (var version : versions.findOffered(Kind.MODULE, level)) {
                byModule.getOrDefault(version.name(), new ArrayList<>())
                        .add(new Offered(version.module(), version.digest()));
                version.module().requires().stream()
                        .map(Requires::module)
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
