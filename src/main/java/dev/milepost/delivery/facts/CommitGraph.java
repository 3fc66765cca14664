package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The commit graph of a service as far as its deployments reach. Each commit is visited once. */
final class CommitGraph {

    private final ChainHistory history;
    private final Map<String, Instant> reached = new HashMap<>();
    private final Map<String, Instant> awaited = new HashMap<>();

    CommitGraph(ChainHistory history) {
        this.history = history;
    }

    /**
     * The commits between a head and those that earlier heads reach.
     *
     * @param complete whether the parents of every visited commit are known
     */
    record Traversal(boolean complete, List<Change> changes) {}

    /** Walks from a head to the commits that earlier heads reach, as {@code git rev-list head ^heads} does. */
    Traversal traverse(String head, Instant at) {
        var changes = new ArrayList<Change>();
        var open = new ArrayDeque<String>();
        open.push(head);
        boolean complete = true;
        while (!open.isEmpty()) {
            var commit = open.pop();
            if (history.isReached(commit) || reached.putIfAbsent(commit, at) != null) {
                continue;
            }
            var change = findOrAwait(commit, at);
            if (change == null || change.parents() == null) {
                complete = false;
            } else {
                changes.add(change);
                change.parents().forEach(open::push);
            }
        }
        return new Traversal(complete, changes);
    }

    /** Returns the change of a commit. If there is none, records that the deployment awaits it and returns null. */
    @org.jspecify.annotations.Nullable
    Change findOrAwait(String commit, Instant at) {
        var change = history.findChange(commit);
        if (change == null) {
            awaited.putIfAbsent(commit, at);
        }
        return change;
    }

    /** The commits that this traversal reached, each with the time of the first deployment that reached it. */
    Map<String, Instant> reached() {
        return reached;
    }

    /** The commits whose change was not found, each with the time of the first deployment that looked for it. */
    Map<String, Instant> awaited() {
        return awaited;
    }

    /** Removes the awaited commits. They are returned again if a further deployment looks for them. */
    void clearAwaited() {
        awaited.clear();
    }
}
