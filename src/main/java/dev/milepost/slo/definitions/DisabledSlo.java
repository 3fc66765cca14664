package dev.milepost.slo.definitions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An SLO that raises no alerts and decides no releases. */
@Entity
@Immutable
@Table(name = "slo_disabled")
class DisabledSlo {

    @Id
    String slo;

    String reason;

    @Column(name = "disabled_by")
    String disabledBy;

    @Column(name = "disabled_at")
    Instant disabledAt;

    static DisabledSlo of(String slo, DisabledSlos.Disabled disabled) {
        var entity = new DisabledSlo();
        entity.slo = slo;
        entity.reason = disabled.reason();
        entity.disabledBy = disabled.by();
        entity.disabledAt = disabled.since();
        return entity;
    }

    DisabledSlos.Disabled toDisabled() {
        return new DisabledSlos.Disabled(disabledAt, disabledBy, reason);
    }
}
