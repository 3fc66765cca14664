package dev.milepost.delivery;

import dev.milepost.delivery.PastRepository.Head;
import dev.milepost.delivery.PastRepository.Place;
import dev.milepost.delivery.PastRepository.Sha;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The past of the chains of some services, loaded for all at once. What the loading did not foresee, such as a parent
 * far back, is looked up when it is asked for.
 */
final class LoadedPast {

    private final PastRepository repository;
    private final Moments moments;
    private final Map<Sha, @Nullable Change> changes = new HashMap<>();
    private final Map<String, List<Change>> changesByService = new HashMap<>();
    private final Map<Place, Past.Step> lastSteps = new HashMap<>();
    private final Set<Delivery.Commit> begun = new HashSet<>();
    private final Set<Delivery.Commit> delivered = new HashSet<>();
    private final Set<Head> heads = new HashSet<>();
    private final Set<Delivery.Commit> reached = new HashSet<>();

    private LoadedPast(PastRepository repository, Moments moments) {
        this.repository = repository;
        this.moments = moments;
    }

    /** Loads what the new deployments of some services will ask. */
    static LoadedPast load(PastRepository repository, Moments moments, List<Deployment> deployments) {
        var past = new LoadedPast(repository, moments);
        var places = new HashSet<Place>();
        var named = new HashSet<Sha>();
        for (var deployment : deployments) {
            var service = deployment.key().service();
            places.add(new Place(service, deployment.tier(), deployment.key().environment()));
            if (deployment.commit() != null) {
                named.add(new Sha(service, deployment.commit()));
            }
            if (deployment.commits() != null) {
                deployment.commits().forEach(commit -> named.add(new Sha(service, commit)));
            }
        }
        repository.lastSteps(places, moments).forEach(last -> past.lastSteps.put(last.place(), last.step()));
        past.begun.addAll(repository.begun(places, moments));
        past.learn(named, repository.changes(named));
        past.learnCommittedBetweenHeads(deployments);
        return past;
    }

    /** The past as one chain sees it. */
    Past of(String service, String tier) {
        return new OfChain(service, tier);
    }

    /** All that may lie between two heads, which is nearly all that rules window and ancestry look at. */
    private void learnCommittedBetweenHeads(List<Deployment> deployments) {
        var after = new HashMap<String, Instant>();
        var until = new HashMap<String, Instant>();
        lastSteps.forEach((place, step) -> {
            if (step.anchoredAt() != null) {
                after.merge(place.service(), step.anchoredAt(), LoadedPast::earlier);
            }
        });
        for (var deployment : deployments) {
            var service = deployment.key().service();
            var head = deployment.commit() == null ? null : changes.get(new Sha(service, deployment.commit()));
            if (head != null) {
                after.merge(service, head.committedAt(), LoadedPast::earlier);
                until.merge(service, head.committedAt(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        after.keySet().retainAll(until.keySet());
        var services = List.copyOf(after.keySet());
        var between =
                repository.committed(services, Columns.of(services, after::get), Columns.of(services, until::get));
        between.forEach(change -> changesByService
                .computeIfAbsent(change.service(), any -> new ArrayList<>())
                .add(change));
        learn(Columns.of(between, change -> new Sha(change.service(), change.commit())), between);
    }

    /** Remembers some commits: their changes, where there are any, and how they stood. */
    private void learn(Collection<Sha> commits, List<Change> found) {
        var unknown =
                commits.stream().filter(commit -> !changes.containsKey(commit)).toList();
        found.forEach(change -> changes.put(new Sha(change.service(), change.commit()), change));
        unknown.forEach(commit -> changes.putIfAbsent(commit, null));
        delivered.addAll(repository.delivered(unknown, moments));
        heads.addAll(repository.heads(unknown, moments));
        reached.addAll(repository.reached(unknown, moments));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private final class OfChain implements Past {

        private final String service;
        private final String tier;

        private OfChain(String service, String tier) {
            this.service = service;
            this.tier = tier;
        }

        @Override
        public @Nullable Change change(String commit) {
            return changes.get(known(commit));
        }

        @Override
        public List<Change> committed(Instant after, Instant until) {
            return changesByService.getOrDefault(service, List.of()).stream()
                    .filter(change -> change.committedAt().isAfter(after)
                            && !change.committedAt().isAfter(until))
                    .toList();
        }

        @Override
        public boolean isDelivered(String commit) {
            known(commit);
            return delivered.contains(new Delivery.Commit(service, tier, commit));
        }

        @Override
        public boolean wasHead(String environment, String commit) {
            known(commit);
            return heads.contains(new Head(new Place(service, tier, environment), commit));
        }

        @Override
        public boolean isReached(String commit) {
            known(commit);
            return reached.contains(new Delivery.Commit(service, tier, commit));
        }

        @Override
        public @Nullable Step last(String environment) {
            return lastSteps.get(new Place(service, tier, environment));
        }

        @Override
        public boolean hasBegun() {
            return begun.contains(new Delivery.Commit(service, tier, ""));
        }

        private Sha known(String commit) {
            var sha = new Sha(service, commit);
            if (!changes.containsKey(sha)) {
                learn(List.of(sha), repository.changes(List.of(sha)));
            }
            return sha;
        }
    }
}
