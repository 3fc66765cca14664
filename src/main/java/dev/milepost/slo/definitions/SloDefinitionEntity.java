package dev.milepost.slo.definitions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.annotations.Immutable;

/** One saved version of a definition. A version never changes. */
@Entity
@Immutable
@Table(name = "slo_definition")
@IdClass(SloDefinitionEntity.Key.class)
class SloDefinitionEntity {

    @Id
    String name;

    @Id
    int version;

    /** A JSON array of documents. */
    String documents;

    String author;

    @Column(name = "created_at")
    Instant createdAt;

    record Key(String name, int version) {}

    /** True for the version by which the SLO was deleted or got another name. Then the documents are the last ones. */
    boolean removed;

    static SloDefinitionEntity of(SloDefinition slo, String author, Instant at) {
        var entity = new SloDefinitionEntity();
        entity.name = slo.name();
        entity.version = slo.version();
        entity.documents = slo.json();
        entity.author = author;
        entity.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        return entity;
    }

    SloDefinition toDefinition() {
        return SloDefinition.parse(documents, version);
    }
}
