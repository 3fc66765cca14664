package dev.milepost.definitions;

import dev.milepost.entities.Annotations;
import dev.milepost.entities.Format;
import dev.milepost.objectives.OpenSloReader;
import dev.milepost.objectives.SloReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final ServiceSlos ofServices;

    BuiltInSlos(SloConfig config, ServiceSlos ofServices) {
        this.ofPlatform = NAMES.stream().map(name -> read(name, config)).toList();
        this.ofServices = ofServices;
    }

    List<DefinedSlo> all() {
        return Stream.concat(ofServices.all().stream(), ofPlatform.stream()).toList();
    }

    private static DefinedSlo read(String name, SloConfig config) {
        var annotations = new TreeMap<String, String>();
        config.owner().ifPresent(owner -> annotations.put(Annotations.PREFIX + "owner", owner));
        config.runbook(name).ifPresent(address -> annotations.put(Annotations.PREFIX + "runbook-url", address));
        return defined(SloForm.of("/slos/" + name + ".yaml").filled(Map.of(), annotations), null);
    }

    /** @param service whose events are all that it counts; null where they are of many */
    static DefinedSlo defined(String json, @Nullable String service) {
        var documents = OpenSloReader.read(json.getBytes(StandardCharsets.UTF_8), Format.JSON);
        return new DefinedSlo(SloReader.read(documents).get(0), documents, 0, service);
    }
}
