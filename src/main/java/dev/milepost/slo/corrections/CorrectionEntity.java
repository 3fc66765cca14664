package dev.milepost.slo.corrections;

import dev.milepost.slo.corrections.Correction.AuditStamp;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A correction of an SLO or of a service. It changes once, when it is revoked. */
@Entity
@Table(name = "slo_correction")
class CorrectionEntity {

    @Id
    UUID id;

    @Version
    long rowVersion;

    /** The name of the SLO; null if the correction applies to a service. */
    @Nullable
    String slo;

    @Nullable
    String service;

    /** The word of a {@link CorrectionCategory}. */
    String category;

    String reason;

    @Column(name = "from_at")
    Instant fromAt;

    @Column(name = "to_at")
    Instant toAt;

    @Nullable
    String rrule;

    @Column(name = "time_zone")
    @Nullable
    String timeZone;

    @Column(name = "ends_at")
    Instant endsAt;

    @Column(name = "added_by")
    String addedBy;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "revoked_by")
    @Nullable
    String revokedBy;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    static CorrectionEntity of(Correction correction) {
        var entity = new CorrectionEntity();
        entity.id = correction.id();
        entity.slo = correction.scope().name(CorrectionScope.Kind.SLO);
        entity.service = correction.scope().name(CorrectionScope.Kind.SERVICE);
        entity.category = correction.category().word();
        entity.reason = correction.reason();
        entity.fromAt = correction.schedule().first().from();
        entity.toAt = correction.schedule().first().to();
        var recurrence = correction.schedule().recurrence();
        if (recurrence != null) {
            entity.rrule = recurrence.rule();
            entity.timeZone = recurrence.zone().getId();
        }
        entity.endsAt = correction.schedule().end();
        entity.addedBy = correction.added().by();
        entity.addedAt = correction.added().at();
        return entity;
    }

    /** Hibernate notices only changes that the entity itself makes. */
    void revoke(AuditStamp revocation) {
        revokedBy = revocation.by();
        revokedAt = revocation.at();
    }

    void close(Instant to) {
        toAt = to;
        endsAt = to;
    }

    Correction toCorrection() {
        return new Correction(
                id,
                slo == null
                        ? new CorrectionScope(CorrectionScope.Kind.SERVICE, service)
                        : new CorrectionScope(CorrectionScope.Kind.SLO, slo),
                CorrectionCategory.find(category).orElse(CorrectionCategory.OTHER),
                reason,
                new Schedule(
                        new TimeRange(fromAt, toAt), rrule == null ? null : new Recurrence(rrule, ZoneId.of(timeZone))),
                new AuditStamp(addedBy, addedAt),
                revokedAt == null ? null : new AuditStamp(revokedBy, revokedAt));
    }
}
