package dev.milepost.resolution;

import dev.milepost.manifests.TemplateModule.Requires;
import dev.milepost.resolution.Offer.Offered;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.semver4j.Semver;

/** What there is to choose from, each module's versions the highest first, in an order that the offer's is nothing to. */
final class Shelf {

    /**
     * Numbers first, as the library compares at length; build metadata is no part of precedence, so it comes last, as
     * text.
     */
    private static final Comparator<Semver> PRECEDENCE = Comparator.comparingInt(Semver::getMajor)
            .thenComparingInt(Semver::getMinor)
            .thenComparingInt(Semver::getPatch)
            .thenComparing(Comparator.naturalOrder())
            .thenComparing(Semver::getVersion);

    private static final Comparator<Offered> HIGHEST_FIRST =
            Comparator.comparing((Offered offered) -> offered.module().version(), PRECEDENCE.reversed());

    private final Offer offer;
    private final Ranges ranges;
    private final Map<String, List<Offered>> versions = new HashMap<>();
    private final Map<Requires, List<Offered>> providers = new HashMap<>();

    Shelf(Offer offer, Ranges ranges) {
        this.offer = offer;
        this.ranges = ranges;
    }

    List<Offered> findVersions(String module) {
        return versions.computeIfAbsent(
                module,
                name -> offer.findVersions(name).stream().sorted(HIGHEST_FIRST).toList());
    }

    /** The versions that provide what is demanded, by the names of their modules, then the highest first. */
    List<Offered> findProviders(Demand capability) {
        return providers.computeIfAbsent(
                capability.what(),
                what -> offer.findProviders(capability.name()).stream()
                        .sorted()
                        .flatMap(name -> findVersions(name).stream())
                        .filter(offered -> ranges.provides(offered.module(), what))
                        .toList());
    }
}
