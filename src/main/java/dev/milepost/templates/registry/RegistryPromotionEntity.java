package dev.milepost.templates.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A promotion as a row. The latest one of a channel says which version the channel points to. */
@Entity
@Immutable
@Table(name = "registry_promotion")
class RegistryPromotionEntity {

    /** Increases with every promotion. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    /** The name of the golden path. */
    String name;

    String channel;
    String version;

    @Column(name = "previous_version")
    @Nullable
    String previousVersion;

    @Column(name = "promoted_at")
    Instant promotedAt;

    @Column(name = "promoted_by")
    String promotedBy;

    String reason;

    static RegistryPromotionEntity of(String template, Promotion promotion) {
        var row = new RegistryPromotionEntity();
        row.name = template;
        row.channel = promotion.channel();
        row.version = promotion.version();
        row.previousVersion = promotion.previousVersion();
        row.promotedAt = promotion.promotedAt();
        row.promotedBy = promotion.promotedBy();
        row.reason = promotion.reason();
        return row;
    }

    Promotion toPromotion() {
        return new Promotion(channel, version, previousVersion, promotedAt, promotedBy, reason);
    }
}
