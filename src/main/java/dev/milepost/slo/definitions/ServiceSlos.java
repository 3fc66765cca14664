package dev.milepost.slo.definitions;

import dev.milepost.catalog.sync.SloAnnotatedServices;
import dev.milepost.catalog.sync.SloAnnotatedServices.AnnotatedService;
import dev.milepost.catalog.sync.SloAnnotatedServices.ServiceClaim;
import dev.milepost.slo.openslo.InvalidOpenSlo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The objectives that the catalog sets for services today: they come and go with it. */
@ApplicationScoped
class ServiceSlos {

    private static final Logger LOG = Logger.getLogger(ServiceSlos.class);

    private final SloAnnotatedServices services;
    private final ServiceSloFactory factory;
    /** Compiling expressions takes longer than all else; what an entity says is known by its hash. */
    private final Map<ServiceClaim, List<SloDefinition>> compiled = new ConcurrentHashMap<>();

    ServiceSlos(SloAnnotatedServices services, ServiceSloFactory factory) {
        this.services = services;
        this.factory = factory;
    }

    List<SloDefinition> all() {
        var claims = services.findClaims();
        compiled.keySet().retainAll(Set.copyOf(claims));
        return claims.stream()
                .flatMap(claim -> compiled.computeIfAbsent(claim, this::read).stream())
                .toList();
    }

    private List<SloDefinition> read(ServiceClaim claim) {
        return services.find(claim).stream()
                .flatMap(service -> Arrays.stream(ObjectiveAnnotation.Kind.values())
                        .flatMap(kind -> ObjectiveAnnotation.of(kind, service.annotations()).stream())
                        .flatMap(aim -> defined(service, aim).stream()))
                .toList();
    }

    /** Empty where it cannot be computed, such as for an expression that many environments make too long. */
    private Optional<SloDefinition> defined(AnnotatedService service, ObjectiveAnnotation aim) {
        try {
            return Optional.of(factory.create(service, aim));
        } catch (InvalidOpenSlo e) {
            LOG.warnf("The catalog sets %s an objective that cannot be computed: %s", service.service(), e.faults());
            return Optional.empty();
        }
    }
}
