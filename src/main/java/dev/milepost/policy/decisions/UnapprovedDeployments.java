package dev.milepost.policy.decisions;

import dev.milepost.delivery.facts.ProductionDeployments;
import dev.milepost.delivery.facts.ProductionDeployments.Position;
import dev.milepost.delivery.facts.ProductionDeployments.ProductionDeployment;
import dev.milepost.policy.decisions.DecisionRepository.Approval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds deployments to production without approval: before they finished, no decision at the hooks {@code deploy} or
 * {@code promote} allowed their commit or artifact for production, or the last one denied it.
 */
@ApplicationScoped
class UnapprovedDeployments {

    private static final int CHUNK = 500;

    /** The deployments that one call looks at. The cursor continues after them. */
    private static final int MOST_READ = 5_000;

    private final ProductionDeployments deployments;
    private final DecisionRepository decisions;

    UnapprovedDeployments(ProductionDeployments deployments, DecisionRepository decisions) {
        this.deployments = deployments;
        this.decisions = decisions;
    }

    /**
     * A deployment without approval.
     *
     * @param commitSha null if unknown
     * @param reason {@code never_evaluated}, or {@code denied}
     * @param decisionId the decision that denied it; null if there is none
     */
    record UnapprovedDeployment(
            String serviceId,
            String environment,
            String deploymentId,
            Instant finishedAt,
            @Nullable String commitSha,
            String reason,
            @Nullable UUID decisionId) {}

    /**
     * Some deployments.
     *
     * @param next where the list goes on; null at its end
     */
    record Found(List<UnapprovedDeployment> items, @Nullable Position next) {}

    /** @param service null for all */
    Found find(@Nullable String service, Instant from, Position before, int limit) {
        var items = new ArrayList<UnapprovedDeployment>();
        var position = before;
        for (int read = 0; read < MOST_READ; read += CHUNK) {
            var chunk = deployments.find(service, from, position, CHUNK);
            var approvals = approvals(chunk);
            for (var deployment : chunk) {
                position = position(deployment);
                var unapproved = unapproved(deployment, approvals);
                if (unapproved != null) {
                    items.add(unapproved);
                    if (items.size() == limit) {
                        return new Found(items, position);
                    }
                }
            }
            if (chunk.size() < CHUNK) {
                return new Found(items, null);
            }
        }
        return new Found(items, position);
    }

    private static Position position(ProductionDeployment deployment) {
        return new Position(
                deployment.finishedAt(), deployment.service(), deployment.deploymentId(), deployment.environment());
    }

    /** Returns the decisions about these deployments by what they are about, newest first. */
    private Map<String, List<Approval>> approvals(List<ProductionDeployment> chunk) {
        var services = new TreeSet<String>();
        var commits = new TreeSet<String>();
        var artifacts = new TreeSet<UUID>();
        for (var deployment : chunk) {
            services.add(deployment.service());
            artifacts.addAll(deployment.artifacts());
            var commit = deployment.commitSha();
            if (commit != null) {
                commits.add(commit);
            }
        }
        var byThing = new HashMap<String, List<Approval>>();
        for (var approval : decisions.findApprovals(services, commits, artifacts)) {
            var artifact = approval.artifact();
            things(approval.commitSha(), artifact == null ? List.of() : List.of(artifact))
                    .forEach(thing -> byThing.computeIfAbsent(thing, key -> new ArrayList<>())
                            .add(approval));
        }
        return byThing;
    }

    private static @Nullable UnapprovedDeployment unapproved(
            ProductionDeployment deployment, Map<String, List<Approval>> approvals) {
        var last = things(deployment.commitSha(), deployment.artifacts())
                .flatMap(thing -> approvals.getOrDefault(thing, List.of()).stream())
                .filter(approval -> Objects.equals(approval.service(), deployment.service())
                        && !approval.decidedAt().isAfter(deployment.finishedAt()))
                .max(Comparator.comparing(Approval::decidedAt))
                .orElse(null);
        if (last != null && last.decision() != Outcome.DENY) {
            return null;
        }
        return new UnapprovedDeployment(
                deployment.service(),
                deployment.environment(),
                deployment.deploymentId(),
                deployment.finishedAt(),
                deployment.commitSha(),
                last == null ? "never_evaluated" : "denied",
                last == null ? null : last.id());
    }

    /** Keys of a commit and of artifacts, by which deployments and decisions meet. */
    private static Stream<String> things(@Nullable String commitSha, List<UUID> artifacts) {
        var ofArtifacts = artifacts.stream().map(UUID::toString);
        return commitSha == null ? ofArtifacts : Stream.concat(Stream.of("commit " + commitSha), ofArtifacts);
    }
}
