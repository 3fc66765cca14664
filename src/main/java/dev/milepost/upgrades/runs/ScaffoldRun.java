package dev.milepost.upgrades.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One task of a scaffolder, as all that was told of it says. Null where nobody told.
 *
 * @param source of the events, in which the task's id is unique
 * @param version the major version alone where only the template's id told it
 * @param buildable whether the new repository built and passed validation
 * @param completedAt when it first was as it ended; null while it runs
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
        List<String> entityRefs,
        String correlationId) {

    public ScaffoldRun {
        entityRefs = List.copyOf(entityRefs);
    }

    /** Whether it made a service or took one to another version. */
    public enum Kind {
        CREATE,
        UPGRADE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it stands. */
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
