package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.evidence.EvidenceTypes.DefinedType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "evidence_type")
class EvidenceTypeEntity {

    @Id
    String name;

    @JdbcTypeCode(SqlTypes.JSON)
    JsonNode definition;

    @Column(name = "changed_by")
    String changedBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Version
    @Column(name = "row_version")
    long rowVersion;

    static EvidenceTypeEntity of(DefinedType type) {
        var entity = new EvidenceTypeEntity();
        entity.name = type.name();
        entity.change(type);
        return entity;
    }

    /** Hibernate notices only changes that the entity itself makes. */
    void change(DefinedType type) {
        definition = type.definition();
        changedBy = type.changedBy();
        changedAt = type.changedAt();
    }

    DefinedType toType() {
        return new DefinedType(name, definition, changedBy, changedAt);
    }
}
