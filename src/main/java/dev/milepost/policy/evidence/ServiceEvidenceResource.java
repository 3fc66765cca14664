package dev.milepost.policy.evidence;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.policy.evidence.ServiceEvidence.Owed;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.NotAllowed;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.PublishedGoldenPath;
import dev.milepost.templates.registry.Registry;
import dev.milepost.upgrades.scaffolding.ServiceTemplates;
import dev.milepost.upgrades.scaffolding.ServiceTemplates.ServiceTemplate;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Serves the evidence that a service owes and that there is. What it owes follows from its golden path version. */
@Path("/api/v1/services/{service}/evidence")
@RolesAllowed(Roles.READER)
@Blocking
class ServiceEvidenceResource {

    private final ServiceTemplates templates;
    private final Registry registry;
    private final EvidenceRepository evidence;
    private final CurrentCaller caller;
    private final Clock clock;

    ServiceEvidenceResource(
            ServiceTemplates templates,
            Registry registry,
            EvidenceRepository evidence,
            CurrentCaller caller,
            Clock clock) {
        this.templates = templates;
        this.registry = registry;
        this.evidence = evidence;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Snapshot
    public ServiceEvidence getServiceEvidence(
            @RestPath String service, @RestQuery @Nullable String commit, @RestQuery @Nullable String artifact) {
        var name = ServiceName.of(service);
        if (!caller.get().emitPermissions().allowsService(name)) {
            throw NotAllowed.at("service", "is a service whose evidence the token may not read");
        }
        var faults = new FaultCollector();
        var sha = EvidenceRequest.commit(commit, faults);
        var digest = EvidenceRequest.artifact(artifact, faults);
        faults.throwAny(ProblemType.INVALID_REQUEST);
        return of(name, evidence.listAbout(name, sha, digest));
    }

    private ServiceEvidence of(String service, List<StoredEvidence> found) {
        var on = templates.find(service);
        var published = on.flatMap(this::published);
        var items = published
                .map(version -> owed(version).items(found, clock.instant()))
                .orElseGet(() -> found.stream().map(ServiceEvidence::notOwed).toList());
        return new ServiceEvidence(
                service,
                on.map(ServiceTemplate::template).orElse(null),
                on.map(ServiceTemplate::version).orElse(null),
                published.isPresent(),
                items);
    }

    private Optional<PublishedGoldenPath> published(ServiceTemplate on) {
        return Optional.ofNullable(on.version()).flatMap(version -> registry.find(on.template(), version));
    }

    private Owed owed(PublishedGoldenPath version) {
        var owed = new Owed(version.manifest());
        registry.visitModules(version.lock(), owed::add);
        return owed;
    }
}
