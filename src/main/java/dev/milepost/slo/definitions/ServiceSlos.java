package dev.milepost.slo.definitions;

import dev.milepost.catalog.sync.SloAnnotatedServices;
import dev.milepost.catalog.sync.SloAnnotatedServices.AnnotatedService;
import dev.milepost.catalog.sync.SloAnnotatedServices.ServiceClaim;
import dev.milepost.slo.openslo.InvalidOpenSlo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The SLOs that the catalog currently sets for services. They change with the catalog. */
@ApplicationScoped
class ServiceSlos {

    private static final Logger LOG = Logger.getLogger(ServiceSlos.class);

    private final SloAnnotatedServices services;
    private final ServiceSloFactory factory;
    /** Caches compiled SLOs by the hash of the entity's claims, because compiling expressions takes longest. */
    private final Map<ServiceClaim, List<SloDefinition>> compiled = new ConcurrentHashMap<>();

    ServiceSlos(SloAnnotatedServices services, ServiceSloFactory factory) {
        this.services = services;
        this.factory = factory;
    }

    List<SloDefinition> all() {
        var claims = services.findClaims();
        compiled.keySet().retainAll(new HashSet<>(claims));
        return claims.stream()
                .flatMap(claim -> compiled.computeIfAbsent(claim, this::read).stream())
                .toList();
    }

    private List<SloDefinition> read(ServiceClaim claim) {
        return services.find(claim).stream()
                .flatMap(service -> Arrays.stream(ObjectiveAnnotation.Kind.values())
                        .flatMap(kind -> ObjectiveAnnotation.of(kind, service.annotations()).stream())
                        .flatMap(objective -> defined(service, objective).stream()))
                .toList();
    }

    /**
     * Returns empty if the SLO cannot be computed, for example because many environments make an expression too long.
     */
    private Optional<SloDefinition> defined(AnnotatedService service, ObjectiveAnnotation objective) {
        try {
            return Optional.of(factory.create(service, objective));
        } catch (InvalidOpenSlo e) {
            LOG.warnf("An objective in the annotations of %s cannot be computed: %s", service.service(), e.faults());
            return Optional.empty();
        }
    }
}
