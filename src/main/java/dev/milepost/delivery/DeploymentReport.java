package dev.milepost.delivery;

import dev.milepost.events.TemplateVersion;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of a deployment; null where it does not say.
 *
 * @param status {@code success}, {@code failure} or {@code cancelled}; null for a start
 * @param commit the head commit
 * @param commits all that it delivers, when the producer knows
 * @param kind {@code planned}, {@code hotfix}, {@code rollback} or {@code config}
 */
record DeploymentReport(
        Deployment.Key key,
        UUID identity,
        Saying saying,
        @Nullable String status,
        @Nullable String commit,
        @Nullable List<String> commits,
        @Nullable String kind,
        @Nullable TemplateVersion template) {

    DeploymentReport {
        commits = commits == null ? null : List.copyOf(commits);
    }
}
