package dev.milepost.definitions;

import dev.milepost.catalog.AnnotatedServices;
import dev.milepost.catalog.AnnotatedServices.AnnotatedService;
import dev.milepost.catalog.AnnotatedServices.Claim;
import dev.milepost.openslo.InvalidOpenSlo;
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
        compiled.keySet().retainAll(Set.copyOf(claims));
        return claims.stream()
                .flatMap(claim -> compiled.computeIfAbsent(claim, this::read).stream())
                .toList();
    }

    private List<DefinedSlo> read(Claim claim) {
        return services.find(claim).stream()
                .flatMap(service -> Arrays.stream(Aim.Kind.values())
                        .flatMap(kind -> Aim.of(kind, service.annotations()).stream())
                        .flatMap(aim -> defined(service, aim).stream()))
                .toList();
    }

    /** Empty where it cannot be computed, such as for an expression that many environments make too long. */
    private Optional<DefinedSlo> defined(AnnotatedService service, Aim aim) {
        try {
            return Optional.of(forms.defined(service, aim));
        } catch (InvalidOpenSlo e) {
            LOG.warnf("The catalog sets %s an objective that cannot be computed: %s", service.service(), e.faults());
            return Optional.empty();
        }
    }
}
