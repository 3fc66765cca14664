package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A push and a pull request say the same together, whichever comes first. */
class GitHubMergesTest {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final String TITLE = "Take payments in euros (#42)";
    private static final String MERGE = "Merge pull request #42 from acme/euros";

    private static Postgres postgres;
    private static GitHubMerges merges;

    private final BranchFilter branches = new BranchFilter(List.of("default"));
    private final String run = "%02d".formatted(RUNS.incrementAndGet());

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        merges = new GitHubMerges(new Sql(postgres.database()), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** A way to merge a pull request, and what its deliveries contain. */
    private record Merge(
            String name,
            List<String> pushed,
            String title,
            @Nullable String head,
            int commits,
            boolean isMerge,
            List<String> brought) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> merges() {
        return Stream.of(
                        new Merge("merge commit", List.of("a", "b", "m"), MERGE, "b", 2, true, List.of("a", "b")),
                        new Merge("without head", List.of("a", "b", "m"), MERGE, null, 2, true, List.of("a", "b")),
                        new Merge("titled as its request", List.of("a", "m"), TITLE, "a", 1, true, List.of("a")),
                        new Merge("titled, no head", List.of("a", "m"), TITLE, null, 1, true, List.of("a")),
                        new Merge("squash", List.of("m"), TITLE, "b", 2, false, List.of()),
                        new Merge("squash of one", List.of("m"), TITLE, "a", 1, false, List.of()),
                        new Merge("squash titled as a merge", List.of("m"), MERGE, "b", 2, false, List.of()),
                        new Merge("rebase", List.of("a", "m"), "fix: y", "b", 2, false, List.of("a", "m")),
                        new Merge("rebase, no head", List.of("a", "m"), "fix: y", null, 2, false, List.of("a", "m")),
                        new Merge(
                                "rebase titled as a merge", List.of("a", "m"), MERGE, "b", 2, false, List.of("a", "m")),
                        new Merge(
                                "branch pushed by hand", List.of("a", "m"), "fix: y", "m", 2, false, List.of("a", "m")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("merges")
    void saysTheSameInEitherOrder(Merge merge) {
        var pushFirst = events(merge, "p", List.of("push", "pull_request"));
        var pullRequestFirst = events(merge, "q", List.of("pull_request", "push"));

        assertThat(pullRequestFirst).isEqualTo(pushFirst);
        assertThat(described(pushFirst, "m").path("merge").asBoolean(false)).isEqualTo(merge.isMerge());
        assertThat(described(pushFirst, "a").path("merge").asBoolean(false)).isFalse();
        assertThat(brought(pushFirst)).isEqualTo(shas(merge.brought()));
    }

    @Test
    void datesTheFirstCommitOfAMerge() {
        var merge = new Merge("merge", List.of("a", "b", "m"), MERGE, "b", 2, true, List.of("a", "b"));

        var events = events(merge, "f", List.of("push", "pull_request"));

        assertThat(events)
                .hasEntrySatisfying(
                        "pull_request/42/commits/s",
                        event -> assertThat(event.path("first_commit_at").textValue())
                                .isEqualTo("2026-06-01T08:00:00Z"));
    }

    /** Two pull requests that one merge commit closed, such as one that is stacked on the other. */
    @Test
    void completesSeveralPullRequestsOfOneMerge() {
        var outer = new Merge("outer", List.of("a", "b", "m"), MERGE, "b", 2, true, List.of("a", "b"));
        var names = new TreeMap<String, JsonNode>();
        add(names, translate(outer, "pull_request", "w", 42));
        add(names, translate(outer, "pull_request", "w", 43));

        add(names, translate(outer, "push", "w", 42));

        assertThat(names).containsKeys("pull_request/42/commits/s", "pull_request/43/commits/s");
    }

    @Test
    void keepsNoPersons() {
        var merge = new Merge("merge", List.of("a", "m"), MERGE, "a", 1, true, List.of("a"));

        var events = translate(merge, "pull_request", "n", 42);

        assertThat(events.get(0).json().path("initiator").textValue()).isEqualTo("joe");
        assertThat(new Sql(postgres.database())
                        .query("select 1 from github_merge where content like '%joe%'", row -> 1))
                .isEmpty();
    }

    private Map<String, JsonNode> events(Merge merge, String repository, List<String> order) {
        var events = new TreeMap<String, JsonNode>();
        order.forEach(kind -> add(events, translate(merge, kind, repository, 42)));
        return events;
    }

    private static void add(Map<String, JsonNode> events, List<Envelope> added) {
        added.forEach(event -> events.put(event.attributes().get("id"), event.json()));
    }

    /** @param repository makes the parts of one order apart from those of another */
    private List<Envelope> translate(Merge merge, String kind, String repository, int number) {
        var delivery = kind.equals("push") ? push(merge) : pullRequest(merge, number);
        var drafts = kind.equals("push")
                ? new PushTranslator(branches).translate(delivery.payload(), delivery.repository())
                : new PullRequestTranslator(branches).translate(delivery.payload(), delivery.repository());
        var all = new ArrayList<>(drafts.drafts());
        Optional.ofNullable(drafts.merge()).ifPresent(part -> all.addAll(merges.complete(run + repository, part)));
        return all.stream()
                .map(draft -> draft.draft().toEvent("github.com/acme/payments", "s", null))
                .toList();
    }

    private ExampleDelivery push(Merge merge) {
        var pushed = merge.pushed();
        var commits = IntStream.range(0, pushed.size())
                .mapToObj(i -> Map.of(
                        "id",
                        sha(pushed.get(i)),
                        "timestamp",
                        "2026-06-0%dT08:00:00Z".formatted(i + 1),
                        "message",
                        i == pushed.size() - 1 ? merge.title() : "Work"))
                .toList();
        return ExampleDelivery.of("github/push").with("/commits", commits).with("/after", sha("m"));
    }

    private ExampleDelivery pullRequest(Merge merge, int number) {
        var delivery = ExampleDelivery.of("github/pull_request")
                .with("/pull_request/number", number)
                .with("/pull_request/merge_commit_sha", sha("m"))
                .with("/pull_request/commits", merge.commits());
        return merge.head() == null
                ? delivery.without("/pull_request/head")
                : delivery.with("/pull_request/head/sha", sha(merge.head()));
    }

    /** The event that describes a commit: of those with one time, the one with the smallest id. */
    private JsonNode described(Map<String, JsonNode> events, String commit) {
        return events.entrySet().stream()
                .filter(event ->
                        event.getKey().startsWith("change/") || event.getKey().startsWith("commit/"))
                .map(Map.Entry::getValue)
                .filter(data -> data.path("commit_sha").asText().equals(sha(commit)))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static List<String> brought(Map<String, JsonNode> events) {
        return Optional.ofNullable(events.get("pull_request/42/commits/s")).stream()
                .flatMap(event -> event.path("commits").valueStream())
                .map(JsonNode::asText)
                .toList();
    }

    private List<String> shas(List<String> commits) {
        return commits.stream().map(this::sha).toList();
    }

    private String sha(String commit) {
        return "%38s%s%s".formatted("", commit, "0").replace(' ', '0');
    }
}
