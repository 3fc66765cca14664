package dev.milepost.slo.definitions;

import dev.milepost.catalog.entities.AnnotationNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The built-in SLOs: those of the platform, and those that the catalog sets for services. */
@ApplicationScoped
class BuiltInSlos {

    private static final List<String> NAMES = List.of(
            "catalog-freshness",
            "catalog-freshness-slices",
            "intake-freshness",
            "plugin-availability",
            "policy-evaluation",
            "scaffolder-latency",
            "template-success");

    private final Map<String, SloDefinition> ofPlatform = new TreeMap<>();
    private final Supplier<List<SloDefinition>> ofServices;

    @Inject
    BuiltInSlos(SloConfig config, ServiceSlos ofServices) {
        this(config, ofServices::all);
    }

    BuiltInSlos(SloConfig config, Supplier<List<SloDefinition>> ofServices) {
        NAMES.forEach(name -> ofPlatform.put(name, read(name, config)));
        this.ofServices = ofServices;
    }

    List<SloDefinition> all() {
        return Stream.concat(ofServices.get().stream(), ofPlatform.values().stream())
                .toList();
    }

    /** Returns the SLO with a name. One of the platform has precedence over one of a service. */
    Optional<SloDefinition> find(String name) {
        return Optional.ofNullable(ofPlatform.get(name))
                .or(() -> ofServices.get().stream()
                        .filter(slo -> slo.name().equals(name))
                        .reduce((one, next) -> next));
    }

    private static SloDefinition read(String name, SloConfig config) {
        var annotations = new TreeMap<String, String>();
        config.owner().ifPresent(owner -> annotations.put(AnnotationNames.PREFIX + "owner", owner));
        config.runbook(name).ifPresent(address -> annotations.put(AnnotationNames.PREFIX + "runbook-url", address));
        return SloDefinition.parse(SloTemplate.of("/slos/" + name + ".yaml").render(Map.of(), annotations), 0);
    }
}
