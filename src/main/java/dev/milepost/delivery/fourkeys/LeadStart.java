package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where lead time begins. All but {@link #COMMIT} are known of changes with a pull request only. */
enum LeadStart {
    COMMIT("committed_at"),
    FIRST_COMMIT("first_commit_at"),
    OPENED("opened_at"),
    MERGED("merged_at");

    private final String moment;

    LeadStart(String moment) {
        this.moment = moment;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of {@link StageReader} that has the moment. */
    String moment() {
        return moment;
    }
}
