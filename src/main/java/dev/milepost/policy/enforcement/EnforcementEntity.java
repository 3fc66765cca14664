package dev.milepost.policy.enforcement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The rules that set the mode of a policy. */
@Entity
@Table(name = "policy_enforcement")
class EnforcementEntity {

    @Id
    String policy;

    /** A JSON array. */
    String rules;

    @Nullable
    String reason;

    String author;

    @Column(name = "changed_at")
    Instant changedAt;

    @Version
    int revision;

    void set(String newRules, @Nullable String newReason, String by, Instant at) {
        rules = newRules;
        reason = newReason;
        author = by;
        changedAt = at.truncatedTo(ChronoUnit.MICROS);
    }
}
