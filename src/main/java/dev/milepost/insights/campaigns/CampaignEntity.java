package dev.milepost.insights.campaigns;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign. Its services are rows of {@code campaign_service}. */
@Entity
@Table(name = "campaign")
class CampaignEntity {

    static final String RUNNING = "running";
    static final String PAUSED = "paused";
    static final String STOPPED = "stopped";
    static final String ENDED = "ended";

    @Id
    UUID id;

    String template;

    /** The version that is offered. */
    @Column(name = "to_version")
    String toVersion;

    @Nullable
    String title;

    String state;

    @Nullable
    String reason;

    @Column(name = "changed_by")
    String changedBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "starts_at")
    Instant startsAt;

    @Column(name = "ends_at")
    @Nullable
    Instant endsAt;

    int waves;

    @Column(name = "wave_days")
    int waveDays;

    /** The wave that is offered; 0 before the first. */
    int wave;

    @Column(name = "wave_at")
    @Nullable
    Instant waveAt;

    @Column(name = "failed_share")
    @Nullable
    Double failedShare;

    @Column(name = "keys_worse_by")
    @Nullable
    Double keysWorseBy;

    @Column(name = "keys_days")
    int keysDays;

    /** When the versions and four keys of its services were looked at last. */
    @Column(name = "checked_at")
    @Nullable
    Instant checkedAt;

    /** Outcomes before it stop the campaign no more. */
    @Column(name = "judged_from")
    Instant judgedFrom;

    @Version
    int revision;

    void change(String to, @Nullable String because, String by, Instant at) {
        state = to;
        reason = because;
        changedBy = by;
        changedAt = at;
    }
}
