package dev.milepost.authoring;

import dev.milepost.manifests.TemplateModule;
import dev.milepost.resolution.Assembly;
import dev.milepost.resolution.Lock;
import dev.milepost.resolution.Offer;
import dev.milepost.resolution.Resolver;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The modules of a folder to choose from, which are all that there are. */
record FolderOffer(TemplateFolder folder) implements Offer {

    @Override
    public List<Offered> findVersions(String module) {
        return folder.versions().stream()
                .flatMap(found -> found.module().stream()
                        .filter(one -> one.name().equals(module))
                        .map(one -> new Offered(one, found.digest())))
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return folder.versions().stream()
                .flatMap(found -> found.module().stream())
                .filter(module -> module.provides().stream()
                        .anyMatch(provided -> provided.name().equals(capability)))
                .map(TemplateModule::name)
                .collect(Collectors.toSet());
    }

    Lock lock(FoundVersion goldenPath) {
        return Resolver.resolve(goldenPath.goldenPath().orElseThrow(), goldenPath.digest(), this);
    }

    Assembly assembly(FoundVersion goldenPath) {
        var lock = lock(goldenPath);
        var parts = lock.modules().stream()
                .map(locked -> part(locked.name(), locked.version()))
                .toList();
        return new Assembly(goldenPath.goldenPath().orElseThrow(), lock, parts);
    }

    private Assembly.Part part(String name, String version) {
        return folder.versions().stream()
                .flatMap(found -> found.module().stream()
                        .filter(module -> module.name().equals(name)
                                && module.version().toString().equals(version))
                        .map(module -> new Assembly.Part(module, found.files(), null)))
                .findFirst()
                .orElseThrow();
    }
}
