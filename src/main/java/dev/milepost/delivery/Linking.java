package dev.milepost.delivery;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Links the deployments and incidents of a slice of services anew and writes what has changed. */
@ApplicationScoped
class Linking {

    private final DeploymentRepository deployments;
    private final PastRepository past;
    private final LinkRepository links;
    private final Blaming blaming;
    private final ReachRepository reaches;
    private final ReachRepository awaits;

    Linking(
            DeploymentRepository deployments,
            PastRepository past,
            LinkRepository links,
            Blaming blaming,
            DataSource database) {
        this.deployments = deployments;
        this.past = past;
        this.links = links;
        this.blaming = blaming;
        this.reaches = new ReachRepository(new Sql(database), "commit_reach", "reached_at");
        this.awaits = new ReachRepository(new Sql(database), "awaited_change", "since");
    }

    void relink(Slice slice) {
        var moments = slice.moments();
        var tail = deployments.findJoinedSince(moments.services(), moments.since());
        var before = links.findLinksSince(moments, slice.dimensions());
        var relinked = new HashSet<Deployment.Key>();
        tail.forEach(deployment -> relinked.add(deployment.key()));
        before.forEach(link -> relinked.add(link.key()));

        var blamed = blaming.relink(slice, relinked);
        var chains = chains(slice, tail, blamed.blamed());
        writeLinks(slice, before, chains);
        writeDeliveries(slice, chains);
        reaches.replaceSince(moments, reached(chains));
        awaits.replaceSince(moments, awaited(chains));
        blamed.asked().removeAll(relinked);
        writeBlame(slice, blamed);
    }

    /** A chain and whose it is. */
    private record Linked(String service, String tier, Chain chain) {}

    private List<Linked> chains(Slice slice, List<Deployment> tail, Set<Deployment.Key> blamed) {
        if (tail.isEmpty()) {
            return List.of();
        }
        var loaded = LoadedPast.load(past, slice.moments(), tail);
        var chains = new ArrayList<Linked>();
        // The tail comes in the order of service and tier, and within these of finish, environment and id.
        for (var deployment : tail) {
            var service = deployment.key().service();
            var last = chains.isEmpty() ? null : chains.get(chains.size() - 1);
            if (last == null || !last.service().equals(service) || !last.tier().equals(deployment.tier())) {
                last = new Linked(service, deployment.tier(), new Chain(loaded.of(service, deployment.tier())));
                chains.add(last);
            }
            var dimension = slice.dimensions()
                    .of(service, Objects.requireNonNull(deployment.joinedAt()), deployment.template());
            last.chain().add(deployment, dimension, blamed.contains(deployment.key()));
        }
        return chains;
    }

    private void writeLinks(Slice slice, List<DeploymentLink> before, List<Linked> chains) {
        var after = chains.stream()
                .flatMap(linked -> linked.chain().links().stream())
                .toList();
        var difference = Difference.of(before, after);
        links.deleteLinks(difference.gone());
        links.insertLinks(difference.come());
        slice.changes().deployments(difference.gone(), difference.come());
    }

    private void writeDeliveries(Slice slice, List<Linked> chains) {
        var before = links.findDeliveriesSince(slice.moments(), slice.dimensions());
        var after = chains.stream()
                .flatMap(linked -> linked.chain().deliveries().stream())
                .toList();
        var difference = Difference.of(before, after);
        links.deleteDeliveries(difference.gone());
        links.insertDeliveries(difference.come());
        slice.changes().deliveries(difference.gone(), difference.come());
    }

    /** Deployments that were not linked anew, but are blamed now and were not, or the other way round. */
    private void writeBlame(Slice slice, Blaming.Blamed blamed) {
        var before = links.findLinks(blamed.asked(), slice.dimensions()).stream()
                .filter(link -> link.failed() != blamed.blamed().contains(link.key()))
                .toList();
        var after = before.stream().map(link -> link.failed(!link.failed())).toList();
        links.deleteLinks(before);
        links.insertLinks(after);
        slice.changes().deployments(before, after);
    }

    private static List<Reach> reached(List<Linked> chains) {
        return chains.stream()
                .flatMap(linked -> reach(linked, linked.chain().way().reached()))
                .toList();
    }

    private static List<Reach> awaited(List<Linked> chains) {
        return chains.stream()
                .flatMap(linked -> reach(linked, linked.chain().way().awaited()))
                .toList();
    }

    private static Stream<Reach> reach(Linked linked, Map<String, Instant> commits) {
        return commits.entrySet().stream()
                .map(commit -> new Reach(
                        new Delivery.Commit(linked.service(), linked.tier(), commit.getKey()), commit.getValue()));
    }
}
