package dev.milepost.policy.definitions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A policy with the number of the version that applies. */
@Entity
@Table(name = "policy")
class PolicyEntity {

    @Id
    String name;

    String owner;
    int number;

    @Column(name = "retired_at")
    @Nullable
    Instant retiredAt;

    @Column(name = "retired_by")
    @Nullable
    String retiredBy;

    @Column(name = "retired_reason")
    @Nullable
    String retiredReason;

    @Version
    int revision;

    static PolicyEntity of(Policy policy) {
        var entity = new PolicyEntity();
        entity.name = policy.name();
        entity.apply(policy, 1);
        return entity;
    }

    /** Makes a new version the one that applies. A retired policy is evaluated again. */
    void apply(Policy policy, int newNumber) {
        owner = policy.owner();
        number = newNumber;
        retiredAt = null;
        retiredBy = null;
        retiredReason = null;
    }

    void retire(Instant at, String by, String reason) {
        retiredAt = at.truncatedTo(ChronoUnit.MICROS);
        retiredBy = by;
        retiredReason = reason;
    }
}
