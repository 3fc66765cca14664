package dev.milepost.templates;

import dev.milepost.resolution.Offer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The modules that are on offer, each looked up once and the same from then on. For one resolution, by one thread. */
final class ModuleOffer implements Offer {

    private final VersionRepository versions;
    private final Map<String, List<Offered>> byModule = new HashMap<>();
    private final Map<String, List<String>> byCapability = new HashMap<>();

    ModuleOffer(VersionRepository versions) {
        this.versions = versions;
    }

    @Override
    public List<Offered> findVersions(String module) {
        return byModule.computeIfAbsent(
                module,
                name -> versions.findOffered(Kind.MODULE, List.of(name)).stream()
                        .map(version -> new Offered(version.module(), version.digest()))
                        .toList());
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return byCapability.computeIfAbsent(capability, versions::findProviders);
    }
}
