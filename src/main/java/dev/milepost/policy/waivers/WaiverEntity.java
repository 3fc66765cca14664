package dev.milepost.policy.waivers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A waiver, from its request to its end. */
@Entity
@Table(name = "policy_waiver")
class WaiverEntity {

    @Id
    UUID id;

    String policy;
    String service;

    @Nullable
    String environment;

    @Column(name = "artifact_digest")
    @Nullable
    String artifactDigest;

    String reason;
    String ticket;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "emergency_by")
    @Nullable
    String emergencyBy;

    @Column(name = "emergency_at")
    @Nullable
    Instant emergencyAt;

    @Column(name = "approved_by")
    @Nullable
    String approvedBy;

    @Column(name = "approved_at")
    @Nullable
    Instant approvedAt;

    @Column(name = "revoked_by")
    @Nullable
    String revokedBy;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "reminded_at")
    @Nullable
    Instant remindedAt;

    @Version
    int revision;

    Waiver toWaiver(Instant now) {
        return new Waiver(
                id,
                policy,
                service,
                environment,
                artifactDigest,
                state(now),
                reason,
                ticket,
                requestedBy,
                requestedAt,
                expiresAt,
                emergencyBy,
                emergencyAt,
                approvedBy,
                approvedAt,
                revokedBy,
                revokedAt);
    }

    private Waiver.State state(Instant now) {
        if (revokedAt != null) {
            return Waiver.State.REVOKED;
        }
        if (!now.isBefore(expiresAt)) {
            return Waiver.State.EXPIRED;
        }
        return approvedAt == null ? Waiver.State.REQUESTED : Waiver.State.ACTIVE;
    }
}
