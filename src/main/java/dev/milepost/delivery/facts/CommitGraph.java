package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The graph of a service's commits as its deployments reach into it, each commit walked once. */
final class CommitGraph {

    private final ChainHistory history;
    private final Map<String, Instant> reached = new HashMap<>();
    private final Map<String, Instant> awaited = new HashMap<>();

    CommitGraph(ChainHistory past) {
        this.history = past;
    }

    /**
     * What lies between a head and what earlier heads reach.
     *
     * @param complete whether the parents of every commit on the way are known
     */
    record Traversal(boolean complete, List<Change> changes) {}

    /** Walks from a head to where earlier heads have been, as {@code git rev-list head ^heads} does. */
    Traversal traverse(String head, Instant at) {
        var changes = new ArrayList<Change>();
        var open = new ArrayDeque<String>();
        open.push(head);
        boolean whole = true;
        while (!open.isEmpty()) {
            var commit = open.pop();
            if (history.isReached(commit) || reached.putIfAbsent(commit, at) != null) {
                continue;
            }
            var change = findOrAwait(commit, at);
            if (change == null || change.parents() == null) {
                whole = false;
            } else {
                changes.add(change);
                change.parents().forEach(open::push);
            }
        }
        return new Traversal(whole, changes);
    }

    /** The change of a commit; where it is not known, the deployment that looks for it waits for it. */
    @org.jspecify.annotations.Nullable
    Change findOrAwait(String commit, Instant at) {
        var change = history.findChange(commit);
        if (change == null) {
            awaited.putIfAbsent(commit, at);
        }
        return change;
    }

    /** The commits that have been reached, each with the first deployment's time. */
    Map<String, Instant> reached() {
        return reached;
    }

    /** The commits that have been looked for in vain, each with the first deployment's time. */
    Map<String, Instant> awaited() {
        return awaited;
    }
}
