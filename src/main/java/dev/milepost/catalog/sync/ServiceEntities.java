package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds the entities of services. */
@ApplicationScoped
public class ServiceEntities {

    private final EntityRepository entities;

    ServiceEntities(EntityRepository entities) {
        this.entities = entities;
    }

    /** Returns the entity that has the name of a service in events; empty if there is none. */
    public Optional<JsonNode> find(String service) {
        return entities.findClaims(List.of(service)).getOrDefault(service, List.of()).stream()
                .findFirst()
                .map(claim -> claim.entity().content());
    }
}
