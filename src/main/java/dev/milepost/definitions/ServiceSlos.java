package dev.milepost.definitions;

import dev.milepost.catalog.AnnotatedServices;
import dev.milepost.catalog.AnnotatedServices.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objectives that the catalog sets for services today: they come and go with it. */
@ApplicationScoped
class ServiceSlos {

    private final AnnotatedServices services;
    private final ServiceForms forms;
    /** Compiling expressions takes longer than all else; what an entity says is known by its hash. */
    private final Map<Claim, List<DefinedSlo>> compiled = new ConcurrentHashMap<>();

    ServiceSlos(AnnotatedServices services, ServiceForms forms) {
        this.services = services;
        this.forms = forms;
    }

    List<DefinedSlo> all() {
        var claims = services.all();
        compiled.keySet().retainAll(claims);
        return claims.stream()
                .flatMap(claim -> compiled.computeIfAbsent(claim, this::read).stream())
                .toList();
    }

    private List<DefinedSlo> read(Claim claim) {
        return services.find(claim).stream()
                .flatMap(service -> Arrays.stream(Aim.Kind.values())
                        .flatMap(kind -> Aim.of(kind, service.annotations()).stream())
                        .map(aim -> forms.defined(service, aim)))
                .toList();
    }
}
