package dev.milepost.cli.authoring;

import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.AvailableModules;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.Resolver;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the modules of a folder, and no others, available for resolution. */
record FolderModules(TemplateFolder folder) implements AvailableModules {

    @Override
    public List<AvailableVersion> findVersions(String module) {
        return folder.versions().stream()
                .flatMap(found -> found.module().stream()
                        .filter(one -> one.name().equals(module))
                        .map(one -> new AvailableVersion(one, found.digest())))
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return folder.versions().stream()
                .flatMap(found -> found.module().stream())
                .filter(module -> module.provides().stream()
                        .anyMatch(provided -> provided.name().equals(capability)))
                .map(ModuleManifest::name)
                .collect(Collectors.toSet());
    }

    Lockfile lock(FoundVersion goldenPath) {
        return Resolver.resolve(goldenPath.goldenPath().orElseThrow(), goldenPath.digest(), this);
    }

    ResolvedGoldenPath assembly(FoundVersion goldenPath) {
        var lock = lock(goldenPath);
        var modules = lock.modules().stream()
                .map(locked -> part(locked.name(), locked.version()))
                .toList();
        return new ResolvedGoldenPath(goldenPath.goldenPath().orElseThrow(), lock, modules);
    }

    private ResolvedGoldenPath.ResolvedModule part(String name, String version) {
        return folder.versions().stream()
                .flatMap(found -> found.module().stream()
                        .filter(module -> module.name().equals(name)
                                && module.version().toString().equals(version))
                        .map(module -> new ResolvedGoldenPath.ResolvedModule(module, found.files(), null)))
                .findFirst()
                .orElseThrow();
    }
}
