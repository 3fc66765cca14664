package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One scaffolder task, aggregated from its events. A null member was not reported.
 *
 * @param source the source of the events, within which the task's id is unique
 * @param version only the major version if it is known from the template's id alone
 * @param buildable whether the new repository built and passed validation
 * @param completedAt the time of the first report of the final status; null while it runs
 * @param pullRequest unique within the repository
 */
public record ScaffoldRun(
        String source,
        String taskId,
        Kind kind,
        Status status,
        String template,
        @Nullable String version,
        @Nullable String service,
        @Nullable String team,
        @Nullable String initiator,
        @Nullable Boolean buildable,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String repository,
        @Nullable String pullRequest,
        String correlationId) {

    /** Whether the run created a service or upgraded one to another version. */
    public enum Kind {
        CREATE,
        UPGRADE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Status {
        RUNNING,
        SUCCESS,
        FAILURE,
        CANCELLED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
