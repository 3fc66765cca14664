package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A stage of lead time, between two moments (docs/metrics.md, Stages). */
enum Stage {
    CODING("first_commit_at", "opened_at"),
    PICKUP("opened_at", "first_review_at"),
    REVIEW("first_review_at", "merged_at"),
    DEPLOY("merged_at", "delivered_at");

    private final String from;
    private final String to;

    Stage(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** The columns of {@link StageReader} between which it lies. */
    String from() {
        return from;
    }

    String to() {
        return to;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
