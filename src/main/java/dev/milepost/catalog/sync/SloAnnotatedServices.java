package dev.milepost.catalog.sync;

import dev.milepost.platform.collections.Copies;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds components whose annotations define objectives for their service. */
@ApplicationScoped
public class SloAnnotatedServices {

    /**
     * Selects one component per service: the first by ref, which has the claim. Uses the partial index over components
     * with such annotations.
     */
    private static final String FIND = """
            select distinct on (telemetry_key) telemetry_key, entity_ref, content_hash from catalog_entity
            where kind = 'component' and orphaned_at is null
                and jsonb_path_exists(content, '$.metadata.annotations.keyvalue().key ? (@ starts with "milepost.dev/slo-")',
                    '{}', true)
            order by telemetry_key, entity_ref
            """;

    private final Sql sql;
    private final EntityRepository entities;

    SloAnnotatedServices(Sql sql, EntityRepository entities) {
        this.sql = sql;
        this.entities = entities;
    }

    /** @param hash of the whole content of the entity */
    public record ServiceClaim(String service, String entityRef, String hash) implements Comparable<ServiceClaim> {

        private static final Comparator<ServiceClaim> ORDER = Comparator.comparing(ServiceClaim::service)
                .thenComparing(ServiceClaim::entityRef)
                .thenComparing(ServiceClaim::hash);

        @Override
        public int compareTo(ServiceClaim other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What a component specifies for its service.
     *
     * @param owner the short name of the team, such as {@code team-a}; null if there is none
     * @param annotations those that are scalar values, as texts
     * @param environments the tiers of environments whose names do not determine a tier, by name in lower case
     */
    public record AnnotatedService(
            String service, @Nullable String owner, Map<String, String> annotations, Map<String, String> environments) {

        public AnnotatedService {
            annotations = Copies.map(annotations);
            environments = Copies.map(environments);
        }
    }

    /** All claims, ordered by service. */
    public List<ServiceClaim> findClaims() {
        return sql.query(
                FIND,
                row -> new ServiceClaim(
                        Objects.requireNonNull(row.getString("telemetry_key")),
                        row.getString("entity_ref"),
                        row.getString("content_hash")));
    }

    public Optional<AnnotatedService> find(ServiceClaim claim) {
        return entities.findOne(claim.entityRef()).map(kept -> {
            var entity = kept.entity();
            var annotations = new HashMap<String, String>();
            entity.content()
                    .at("/metadata/annotations")
                    .propertyStream()
                    .forEach(annotation -> JsonTexts.of(annotation.getValue())
                            .ifPresent(text -> annotations.put(annotation.getKey(), text)));
            return new AnnotatedService(
                    claim.service(), entity.toServiceMetadata().team(), annotations, entity.environments());
        });
    }
}
