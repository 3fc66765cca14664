package dev.milepost.cli.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CloudEvent to send. Its attributes are in a readable order. */
record BackfillEvent(
        String specversion,
        String id,
        String source,
        String type,
        CommitTime time,
        String subject,
        String datacontenttype,
        Payload data) {

    private static final String TYPE_PREFIX = "dev.milepost.";

    static BackfillEvent of(String id, String source, CommitTime time, Payload data) {
        var type = TYPE_PREFIX + data.goldenType();
        return new BackfillEvent("1.0", id, source, type, time, data.serviceId(), "application/json", data);
    }

    /** The data of a golden event. */
    sealed interface Payload {

        String goldenType();

        String serviceId();
    }

    /** @param parentShas null if they are unknown; empty for the first commit of a repository */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeCreated(
            String commitSha,
            String serviceId,
            CommitTime committedAt,
            @Nullable List<String> parentShas,
            @Nullable String branch,
            @Nullable String kind,
            @Nullable String repository)
            implements Payload {

        public ChangeCreated {
            parentShas = parentShas == null ? null : List.copyOf(parentShas);
        }

        @Override
        public String goldenType() {
            return "change.created";
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeployCompleted(
            String deploymentId,
            String serviceId,
            String environment,
            String status,
            String commitSha,
            @Nullable String repository)
            implements Payload {

        @Override
        public String goldenType() {
            return "deploy.completed";
        }
    }
}
