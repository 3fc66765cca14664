package dev.milepost.policy.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.annotations.Immutable;

/** One saved version of a policy. A version never changes. */
@Entity
@Immutable
@Table(name = "policy_version")
@IdClass(PolicyVersionEntity.Key.class)
class PolicyVersionEntity {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    String name;

    @Id
    int number;

    String version;
    String digest;

    /** JSON. */
    String document;

    String author;

    @Column(name = "created_at")
    Instant createdAt;

    record Key(String name, int number) {}

    static PolicyVersionEntity of(Policy policy, int number, JsonNode document, String author, Instant at) {
        var entity = new PolicyVersionEntity();
        entity.name = policy.name();
        entity.number = number;
        entity.version = policy.version();
        entity.digest = policy.digest();
        entity.document = document.toString();
        entity.author = author;
        entity.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        return entity;
    }

    PolicyVersion toPolicyVersion() {
        return new PolicyVersion(name, number, version, digest, author, createdAt, json());
    }

    JsonNode json() {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored policy is not valid JSON", e);
        }
    }
}
