package dev.milepost.templates.registry;

import dev.milepost.platform.collections.Parts;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.registry.PublishedVersionRepository.ManifestRef;
import dev.milepost.templates.resolution.AvailableModules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The available modules, cached for one resolution. Each module is looked up once, together with all that it may need. Only
 * what a resolution needs of each version is kept, within a limit. Not thread-safe.
 */
final class RegistryModules implements AvailableModules {

    /** The limit of what is kept of all versions. */
    static final long MOST = HeapShare.of(12, 128L << 20);

    /** The manifests that are read at once, in bytes of text. */
    private static final long MOST_READ = 1 << 20;

    /** Beside the contract: its place here and in the resolution. */
    private static final int BYTES_OF_VERSION = 200;

    private final PublishedVersionRepository published;
    private final VersionRepository versions;
    private final long most;
    private final Map<String, List<AvailableVersion>> byModule = new HashMap<>();
    private final Map<String, List<String>> byCapability = new HashMap<>();
    private long bytes;

    RegistryModules(PublishedVersionRepository published, VersionRepository versions) {
        this(published, versions, MOST);
    }

    RegistryModules(PublishedVersionRepository published, VersionRepository versions, long most) {
        this.published = published;
        this.versions = versions;
        this.most = most;
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
            for (var part : Parts.within(MOST_READ, published.findAvailable(level), ManifestRef::bytes)) {
                load(part, required);
            }
            level = missing(required);
        }
    }

    private void load(List<ManifestRef> part, Set<String> required) {
        var contracts = versions.findContracts(part);
        for (var version : part) {
            var contract = Objects.requireNonNull(contracts.get(version.ref()));
            bytes += BYTES_OF_VERSION + contract.bytes();
            if (bytes > most) {
                throw ProblemException.of(
                        ProblemType.UNRESOLVABLE_MODULES,
                        "The versions of the modules take more than %s of memory. Yank old versions of '%s' and of the other modules, or use fewer modules."
                                .formatted(HeapShare.text(most), version.ref().name()),
                        "/spec/modules");
            }
            byModule.getOrDefault(version.ref().name(), new ArrayList<>())
                    .add(new AvailableVersion(contract.module(), version.digest()));
            contract.module().requires().stream()
                    .map(ModuleSelector::module)
                    .filter(module -> module != null)
                    .forEach(required::add);
        }
    }

    private Set<String> missing(Collection<String> modules) {
        var missing = new TreeSet<>(modules);
        missing.removeAll(byModule.keySet());
        return missing;
    }
}
