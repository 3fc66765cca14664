package dev.milepost.slo.gates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.annotations.Immutable;

/** One saved version of the policy. A version never changes. */
@Entity
@Immutable
@Table(name = "slo_gate_policy")
class GatePolicyEntity {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    int version;

    /** The document as it was sent. */
    String document;

    String author;

    @Column(name = "created_at")
    Instant createdAt;

    static GatePolicyEntity of(int version, JsonNode document, String author, Instant at) {
        var entity = new GatePolicyEntity();
        entity.version = version;
        entity.document = document.toString();
        entity.author = author;
        entity.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        return entity;
    }

    GatePolicyVersion toPolicyVersion() {
        try {
            return new GatePolicyVersion(version, author, createdAt, JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored policy is not valid JSON", e);
        }
    }
}
