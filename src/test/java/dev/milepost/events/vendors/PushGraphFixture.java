package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.events.log.UncountedEvents;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.MovedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Pushes to a repository of {@link GitHubServer}, and the reading of their graphs over HTTP and with a real database. */
final class PushGraphFixture implements AutoCloseable {

    final MovedClock clock = new MovedClock();
    final Map<String, List<String>> commits = new TreeMap<>();
    final List<Envelope> ingested = new ArrayList<>();
    final GitHubServer server;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Sql sql;
    private final UncountedEvents uncounted;

    PushGraphFixture(DataSource database) throws IOException {
        this.sql = new Sql(database);
        this.uncounted = TestEventLog.uncounted(database);
        sql.update("delete from github_push");
        server = new GitHubServer(commits);
    }

    @Override
    public void close() {
        server.close();
    }

    double counted(String outcome) {
        return meters.counter("milepost.github.graphs", "outcome", outcome).count();
    }

    /** A push of a merge commit, whose graph the delivery does not say. */
    void merge(PushGraphs graphs) {
        commit(1);
        commit(2, 1);
        commit(3, 1);
        commit(4, 2, 3);
        push(graphs, 2, 3, 4);
    }

    void commit(int number, int... parents) {
        commits.put(sha(number), shas(parents));
    }

    void push(PushGraphs graphs, int before, int... listed) {
        graphs.request(delivery(before, listed).payload(), repository(), drafts(before, listed), services());
    }

    ExampleDelivery delivery(int before, int... listed) {
        return ExampleDelivery.of("github/push")
                .with("/before", sha(before))
                .with("/after", sha(listed[listed.length - 1]))
                .with("/repository/html_url", "http://" + server.host() + "/" + GitHubServer.SLUG)
                .with(
                        "/commits",
                        IntStream.of(listed)
                                .mapToObj(number -> Map.of(
                                        "id", sha(number), "message", "Work", "timestamp", "2026-06-10T11:30:00Z"))
                                .map(HashMap::new)
                                .toList());
    }

    List<GitHubEventDrafts.GitHubEventDraft> drafts(int before, int... listed) {
        return draftsOf(delivery(before, listed));
    }

    static List<GitHubEventDrafts.GitHubEventDraft> draftsOf(ExampleDelivery push) {
        return new PushTranslator(new GitHubRepository.BranchFilter(List.of("default")))
                .translate(push.payload(), push.repository())
                .drafts();
    }

    GitHubRepository repository() {
        return new GitHubRepository(server.host(), GitHubServer.SLUG, Optional.of("main"));
    }

    static ServicesByFolder services() {
        return new ServicesByFolder(List.of(ServiceLocations.ServiceLocation.wholeRepository("payments")));
    }

    PushGraphs graphs(String token) {
        return new PushGraphs(new GitHubApi(config(token), clock), sql, clock, meters);
    }

    GitHub gitHub(PushGraphs graphs) {
        var config = config(GitHubServer.TOKEN);
        return new GitHub(
                config,
                new RepositoryServices(new EmptyCatalog(), new RepositoryNames(sql), config),
                new GitHubMerges(sql, clock),
                new GitHubReviews(sql, clock),
                graphs,
                uncounted);
    }

    GitHubConfig config(String token) {
        var properties =
                Map.of("milepost.webhooks.github.token", token, "milepost.webhooks.github.api-url", server.apiUrl());
        return new SmallRyeConfigBuilder()
                .withMapping(GitHubConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(GitHubConfig.class);
    }

    List<Envelope> deliver(GitHub gitHub, ExampleDelivery push) {
        push.with("/repository/html_url", "http://" + server.host() + "/" + GitHubServer.SLUG);
        return gitHub.translate(new WebhookProvider.WebhookDelivery("1", "push", true, push.payload()))
                .events();
    }

    void readAll(PushGraphs graphs) {
        while (graphs.readNext(ingested::addAll)) {
            assertThat(waiting()).isLessThan(1_000);
        }
    }

    long waiting() {
        return sql.query("select count(*) from github_push", row -> row.getLong(1))
                .get(0);
    }

    static List<String> listed(GeneratedRepository repository) {
        return repository.pushes().stream()
                .flatMap(push -> push.payload().elements("/commits").stream())
                .map(commit -> commit.text("/id"))
                .toList();
    }

    /** The event that describes each commit: the earliest, and of those of one time that with the smallest id. */
    static Map<String, Envelope> described(List<Envelope> events) {
        var described = new LinkedHashMap<String, Envelope>();
        events.stream()
                .sorted(Comparator.comparing((Envelope event) ->
                                Instant.parse(event.attribute("time").orElseThrow()))
                        .thenComparing(event -> event.attribute("id").orElseThrow()))
                .forEach(event ->
                        described.putIfAbsent(event.json().path("commit_sha").asText(), event));
        return described;
    }

    static Map<String, List<String>> parents(List<Envelope> events) {
        var parents = new TreeMap<String, List<String>>();
        events.forEach(event -> parents.put(
                event.json().path("commit_sha").asText(), texts(event.json().path("parent_shas"))));
        return parents;
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    static List<String> shas(int... numbers) {
        return IntStream.of(numbers).mapToObj(PushGraphFixture::sha).toList();
    }

    static String sha(int number) {
        return "%040x".formatted(number);
    }
}
