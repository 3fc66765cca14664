package dev.milepost.events.scaffolder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task of Backstage's scaffolder, as its API lists it and as {@code scaffolder.task} has it.
 *
 * @param heartbeatAt when a worker last said that it runs; it does not change after the end. Null before the first
 * @param createdBy the ref of the user; null for a service
 * @param spec a missing node in messages about an end
 */
record ScaffolderTask(
        String id,
        String status,
        Instant createdAt,
        @Nullable Instant heartbeatAt,
        @Nullable String createdBy,
        JsonNode spec) {

    private static final Set<String> UNFINISHED = Set.of("open", "processing");
    private static final int MOST_OF_ID = 512;

    /**
     * Reads a task.
     *
     * @param otherwise the time of creation if the task has none
     */
    static Optional<ScaffolderTask> of(JsonNode json, @Nullable Instant otherwise) {
        var id = json.path("id").asText("");
        var created = time(json.path("createdAt")).or(() -> Optional.ofNullable(otherwise));
        if (id.isEmpty() || id.length() > MOST_OF_ID || created.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScaffolderTask(
                id,
                json.path("status").asText(""),
                created.get(),
                time(json.path("lastHeartbeatAt")).orElse(null),
                TaskEnd.text(json.path("createdBy")),
                json.path("spec")));
    }

    static Optional<Instant> time(JsonNode text) {
        return text.isTextual() ? Rfc3339.parse(text.textValue()) : Optional.empty();
    }

    boolean isUnfinished() {
        return UNFINISHED.contains(status);
    }

    /** Identifies an end of the task: a task that is retried ends again, and then has a later heartbeat. */
    String end() {
        return "%s/%d".formatted(status, (heartbeatAt == null ? createdAt : heartbeatAt).toEpochMilli());
    }
}
