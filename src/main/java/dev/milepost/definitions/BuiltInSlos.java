package dev.milepost.definitions;

import dev.milepost.entities.Annotations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The objectives that the service brings along: those of the platform, and those that the catalog sets for services. */
@ApplicationScoped
class BuiltInSlos {

    private static final List<String> NAMES = List.of(
            "catalog-freshness",
            "catalog-freshness-slices",
            "intake-freshness",
            "plugin-availability",
            "scaffolder-latency",
            "template-success");

    private final List<DefinedSlo> ofPlatform;
    private final Supplier<List<DefinedSlo>> ofServices;

    @Inject
    BuiltInSlos(SloConfig config, ServiceSlos ofServices) {
        this(config, ofServices::all);
    }

    BuiltInSlos(SloConfig config, Supplier<List<DefinedSlo>> ofServices) {
        this.ofPlatform = NAMES.stream().map(name -> read(name, config)).toList();
        this.ofServices = ofServices;
    }

    List<DefinedSlo> all() {
        return Stream.concat(ofServices.get().stream(), ofPlatform.stream()).toList();
    }

    private static DefinedSlo read(String name, SloConfig config) {
        var annotations = new TreeMap<String, String>();
        config.owner().ifPresent(owner -> annotations.put(Annotations.PREFIX + "owner", owner));
        config.runbook(name).ifPresent(address -> annotations.put(Annotations.PREFIX + "runbook-url", address));
        return DefinedSlo.parse(SloForm.of("/slos/" + name + ".yaml").filled(Map.of(), annotations), 0);
    }
}
