package dev.milepost.events.vendors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A random git history of a main branch: commits pushed directly, and long-lived branches that come by merge commit, squash
 * or rebase, some with merges of main among their commits. It keeps the deliveries that GitHub sends of it.
 */
final class GeneratedRepository {

    private final Random random;
    private final Map<String, List<String>> parents = new TreeMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final List<String> heads = new ArrayList<>();
    private final List<ExampleDelivery> pushes = new ArrayList<>();
    private final List<ExampleDelivery> pullRequests = new ArrayList<>();

    GeneratedRepository(long seed) {
        random = new Random(seed);
        heads.add(commit(List.of(), "Begin"));
    }

    /** The heads of main after each push, oldest first. */
    List<String> heads() {
        return heads;
    }

    List<ExampleDelivery> pushes() {
        return pushes;
    }

    List<ExampleDelivery> pullRequests() {
        return pullRequests;
    }

    /** Every commit with its parents. */
    Map<String, List<String>> parents() {
        return parents;
    }

    boolean isMerge(String commit) {
        return parents.getOrDefault(commit, List.of()).size() > 1;
    }

    /** All that git reaches from a commit. */
    Set<String> reached(String commit) {
        return reached(commit, parents);
    }

    static Set<String> reached(String commit, Map<String, List<String>> parents) {
        var reached = new LinkedHashSet<String>();
        var next = new ArrayList<>(List.of(commit));
        while (!next.isEmpty()) {
            var one = next.remove(next.size() - 1);
            if (reached.add(one)) {
                next.addAll(parents.getOrDefault(one, List.of()));
            }
        }
        return reached;
    }

    void grow() {
        switch (random.nextInt(4)) {
            case 0 -> push(chain(head(), 1 + random.nextInt(3)));
            case 1 -> mergeCommit();
            case 2 -> squash();
            default -> rebase();
        }
    }

    private void mergeCommit() {
        var branch = branch();
        var count = missing(branch, head()).size();
        var number = pullRequests.size() + 1;
        var title = random.nextBoolean()
                ? "Merge pull request #%d from acme/x".formatted(number)
                : "Do it (#%d)".formatted(number);
        var merge = commit(List.of(head(), branch), title);
        pullRequest(branch, count, merge);
        push(merge);
    }

    private void squash() {
        var branch = branch();
        var title = random.nextBoolean() ? "Merge branch 'main' into x (#1)" : "Do it (#1)";
        var squashed = commit(List.of(head()), title);
        pullRequest(branch, missing(branch, head()).size(), squashed);
        push(squashed);
    }

    private void rebase() {
        var branch = branch();
        var rebased = missing(branch, head()).stream()
                .filter(commit -> !isMerge(commit))
                .count();
        var last = chain(head(), (int) rebased);
        pullRequest(branch, missing(branch, head()).size(), last);
        push(last);
    }

    /** The last commit of a branch that began at any head of main and perhaps merged a later one. */
    private String branch() {
        var start = random.nextInt(heads.size());
        var last = chain(heads.get(start), 1 + random.nextInt(3));
        if (start < heads.size() - 1 && random.nextBoolean()) {
            last = commit(List.of(last, head()), "Merge branch 'main' into x");
            last = chain(last, 1 + random.nextInt(2));
        }
        return last;
    }

    private String chain(String from, int length) {
        var last = from;
        for (int i = 0; i < length; i++) {
            last = commit(List.of(last), "Work");
        }
        return last;
    }

    private String commit(List<String> of, String message) {
        var sha = "%040x".formatted(parents.size() + 1);
        parents.put(sha, of);
        messages.put(sha, message);
        return sha;
    }

    private String head() {
        return heads.get(heads.size() - 1);
    }

    private List<String> missing(String commit, String known) {
        var missing = new ArrayList<>(reached(commit));
        missing.removeAll(reached(known));
        return missing;
    }

    private void pullRequest(String branch, int commits, String merge) {
        pullRequests.add(ExampleDelivery.of("github/pull_request")
                .with("/pull_request/number", pullRequests.size() + 1)
                .with("/pull_request/head/sha", branch)
                .with("/pull_request/commits", commits)
                .with("/pull_request/merge_commit_sha", merge));
    }

    /** Pushes to main: the commits between the heads, each after its parents, in any order besides. */
    private void push(String head) {
        var left = missing(head, head());
        var listed = new ArrayList<String>();
        while (!left.isEmpty()) {
            var free = left.stream()
                    .filter(commit ->
                            parents.getOrDefault(commit, List.of()).stream().noneMatch(left::contains))
                    .toList();
            var next = free.get(random.nextInt(free.size()));
            left.remove(next);
            listed.add(next);
        }
        pushes.add(ExampleDelivery.of("github/push")
                .with("/before", head())
                .with("/after", head)
                .with(
                        "/commits",
                        listed.stream()
                                .map(commit -> Map.of(
                                        "id",
                                        commit,
                                        "message",
                                        messages.getOrDefault(commit, ""),
                                        "timestamp",
                                        "2026-06-10T11:30:00Z"))
                                .toList()));
        heads.add(head);
    }
}
