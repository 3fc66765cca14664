package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A push whose commits are to be read with their parents.
 *
 * @param repository {@code host/owner/name}
 * @param branch the branch that was pushed
 * @param services all services of the repository
 * @param commits the commits that the delivery lists
 */
record GraphRequest(
        String repository,
        String before,
        String after,
        String branch,
        List<String> services,
        List<ListedCommit> commits) {

    /** Commits times services, beyond which a commit is no event for the services that it does not concern. */
    private static final int MOST_LINKS = 20_000;

    /**
     * A commit of the delivery.
     *
     * @param draft its event, with the parent that it has in the chain of the push
     * @param services the services that it concerns
     */
    record ListedCommit(EventDraft draft, List<String> services) {

        ListedCommit {
            services = List.copyOf(services);
        }

        /** Whether the event says of the graph what git does. */
        private boolean agrees(GraphCommit commit) {
            return draft.texts("parent_shas").equals(commit.parents()) && draft.isTrue("merge") == commit.isMerge();
        }
    }

    GraphRequest {
        services = List.copyOf(services);
        commits = List.copyOf(commits);
    }

    /** Empty if the delivery says all of the graph: a push of one commit onto the head before. */
    static Optional<GraphRequest> of(
            Payload push, GitHubRepository repository, List<GitHubEventDraft> drafts, ServicesByFolder services) {
        var before = push.find("/before").filter(GitHubApiAddress::isSha);
        var after = push.find("/after").filter(GitHubApiAddress::isSha);
        var isOfCommits = drafts.stream().allMatch(one -> one.draft().type().equals("change.created"));
        if (before.isEmpty() || after.isEmpty() || !isOfCommits) {
            return Optional.empty();
        }
        var commits = drafts.stream()
                .map(one -> new ListedCommit(
                        one.draft(), services.affectedBy(one.selection()).toList()))
                .toList();
        var isOneOntoBefore = commits.size() == 1
                && commits.get(0).draft().texts("parent_shas").equals(List.of(before.get()));
        return Optional.of(new GraphRequest(
                        repository.address(),
                        before.get(),
                        after.get(),
                        push.text("/ref").substring(PushTranslator.HEADS.length()),
                        services.locations().stream()
                                .map(ServiceLocations.ServiceLocation::service)
                                .distinct()
                                .toList(),
                        commits))
                .filter(request -> !isOneOntoBefore);
    }

    /** {@code owner/name}. */
    String slug() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    /**
     * The parents outside of the push, but the head before: where its branches began. They are older than the head before,
     * so the deliveries may not have said them.
     */
    List<String> forks(List<GraphCommit> graph) {
        var inside = new TreeMap<String, GraphCommit>();
        graph.forEach(commit -> inside.put(commit.sha(), commit));
        var forks = new LinkedHashSet<String>();
        graph.stream()
                .flatMap(commit -> commit.parents().stream())
                .filter(parent -> !parent.equals(before) && !inside.containsKey(parent))
                .forEach(forks::add);
        return List.copyOf(forks);
    }

    /**
     * The events of the commits about whose parents the delivery says something else. They have the time of the delivery's
     * own and the smaller id, so they describe the commits, whichever arrives first.
     */
    Stream<Envelope> events(List<GraphCommit> graph) {
        var listed = new TreeMap<String, ListedCommit>();
        commits.forEach(commit -> commit.draft().texts("commit_sha").forEach(sha -> listed.put(sha, commit)));
        var isLinked = (long) graph.size() * services.size() <= MOST_LINKS;
        return graph.stream().flatMap(commit -> {
            var known = listed.get(commit.sha());
            if (known != null && known.agrees(commit)) {
                return Stream.empty();
            }
            var draft = (known == null
                            ? PushTranslator.draft(
                                    commit.sha(), commit.committedAt(), commit.message(), branch, repository)
                            : known.draft())
                    .renamed("ancestry/" + commit.sha())
                    .with("parent_shas", commit.parents())
                    .without("merge");
            Predicate<String> isConcerned =
                    service -> known == null || known.services().contains(service);
            return services.stream()
                    .filter(service -> isLinked || isConcerned.test(service))
                    .map(service -> isConcerned.test(service)
                            ? draft.toEvent(repository, service, null)
                            : draft.renamed(draft.id()).with("merge", true).toEvent(repository, service, null));
        });
    }

    /**
     * The events of commits where branches of the push began. What they reach is reached by the head before too, so the
     * graph may end at them: without parents, and as merges, which are no changes. Of a commit that a delivery said, the
     * delivery's event is the earlier one and describes it.
     */
    Stream<Envelope> forkEvents(List<GraphCommit> forks, Instant now) {
        return forks.stream()
                .map(fork -> new EventDraft("change.created", "fork/" + fork.sha(), now.toString())
                        .with("commit_sha", fork.sha())
                        .with("committed_at", fork.committedAt())
                        .with("branch", branch)
                        .with("repository", repository)
                        .with("parent_shas", List.of())
                        .with("merge", true))
                .flatMap(draft -> services.stream().map(service -> draft.toEvent(repository, service, null)));
    }

    static GraphRequest of(String repository, String before, String after, JsonNode json) {
        var commits = new ArrayList<ListedCommit>();
        json.path("commits")
                .forEach(commit -> commits.add(
                        new ListedCommit(EventDraft.of(commit.path("draft")), texts(commit.path("services")))));
        return new GraphRequest(
                repository, before, after, json.path("branch").asText(), texts(json.path("services")), commits);
    }

    JsonNode toJson() {
        var json = JsonNodeFactory.instance.objectNode().put("branch", branch);
        put(json, services);
        var list = json.putArray("commits");
        commits.forEach(commit -> {
            var one = list.addObject();
            one.set("draft", commit.draft().toJson());
            put(one, commit.services());
        });
        return json;
    }

    private static void put(ObjectNode json, List<String> services) {
        var list = json.putArray("services");
        services.forEach(list::add);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
