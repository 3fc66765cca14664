package dev.milepost.catalog.sync;

import dev.milepost.catalog.sync.EntityRepository.EntityRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code catalog_entity}. A sync writes many at once, so {@link EntityRepository} writes rows by SQL. */
@Entity
@Immutable
@Table(name = "catalog_entity")
class StoredEntity {

    @Id
    @Column(name = "entity_ref")
    String ref;

    String kind;

    /** The service id in events; null if the kind does not represent a service. */
    @Column(name = "telemetry_key")
    @Nullable
    String telemetryKey;

    @Column(columnDefinition = "jsonb")
    String content;

    @Column(name = "content_hash")
    String hash;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "processed_at")
    Instant processedAt;

    /** Null while the catalog has the entity. */
    @Column(name = "orphaned_at")
    @Nullable
    Instant orphanedAt;

    EntityRow toEntityRow() {
        return new EntityRow(CatalogEntity.of(ref, content), hash, changedAt, processedAt, orphanedAt);
    }
}
