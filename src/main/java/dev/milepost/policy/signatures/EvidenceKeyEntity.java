package dev.milepost.policy.signatures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "evidence_key")
class EvidenceKeyEntity {

    @Id
    String name;

    @Column(name = "public_key")
    String publicKey;

    String algorithm;
    String fingerprint;
    String identity;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> services;

    @Column(name = "added_by")
    String addedBy;

    @Column(name = "added_at")
    Instant addedAt;

    @Version
    @Column(name = "row_version")
    long rowVersion;

    static EvidenceKeyEntity of(EvidenceKey key) {
        var entity = new EvidenceKeyEntity();
        entity.name = key.name();
        entity.publicKey = key.publicKey();
        entity.algorithm = key.algorithm();
        entity.fingerprint = key.fingerprint();
        entity.identity = key.identity();
        entity.services = key.services();
        entity.addedBy = key.addedBy();
        entity.addedAt = key.addedAt();
        return entity;
    }

    /** Hibernate notices only changes that the entity itself makes. */
    void change(String newIdentity, List<String> newServices) {
        identity = newIdentity;
        services = newServices;
    }

    EvidenceKey toKey() {
        return new EvidenceKey(name, publicKey, algorithm, fingerprint, identity, services, addedBy, addedAt);
    }

    /** For the audit log. */
    static ObjectNode audited(EvidenceKey key) {
        var state = JsonNodeFactory.instance.objectNode();
        state.put("fingerprint", key.fingerprint());
        state.put("algorithm", key.algorithm());
        state.put("identity", key.identity());
        key.services().forEach(state.putArray("services")::add);
        return state;
    }
}
