package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.TemplateVersion;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event about a deployment. A field is null if the event does not contain it.
 *
 * @param status {@code success}, {@code failure} or {@code cancelled}; null for a start
 * @param commit the head commit
 * @param commits all commits that it delivers, if the producer sent them
 * @param kind {@code planned}, {@code hotfix}, {@code rollback} or {@code config}
 * @param artifact the hash of the artifact, see {@link Build#hash}
 */
record DeploymentEvent(
        Deployment.Key key,
        UUID identity,
        EventOrder order,
        @Nullable String status,
        @Nullable String commit,
        @Nullable List<String> commits,
        @Nullable String kind,
        @Nullable UUID artifact,
        @Nullable String eventTier,
        @Nullable TemplateVersion template) {

    DeploymentEvent {
        commits = commits == null ? null : List.copyOf(commits);
    }
}
