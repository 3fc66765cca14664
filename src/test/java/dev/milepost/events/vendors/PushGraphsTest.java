package dev.milepost.events.vendors;

import static dev.milepost.events.vendors.PushGraphFixture.described;
import static dev.milepost.events.vendors.PushGraphFixture.draftsOf;
import static dev.milepost.events.vendors.PushGraphFixture.listed;
import static dev.milepost.events.vendors.PushGraphFixture.parents;
import static dev.milepost.events.vendors.PushGraphFixture.services;
import static dev.milepost.events.vendors.PushGraphFixture.sha;
import static dev.milepost.events.vendors.PushGraphFixture.shas;
import static dev.milepost.events.vendors.PushGraphFixture.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.milepost.events.contract.Envelope;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The graph of a push is that of git, read from an API as GitHub has it. */
class PushGraphsTest {

    private static Postgres postgres;

    private PushGraphFixture gitHub;
    private PushGraphs graphs;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopDatabase() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void start() throws IOException {
        gitHub = new PushGraphFixture(postgres.database());
        graphs = gitHub.graphs(GitHubServer.TOKEN);
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    /** Whatever order a push lists its commits in, they have the parents that git has. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void describesCommitsAsGitDoes(long seed) {
        var repository = new GeneratedRepository(seed);
        for (int i = 0; i < 10; i++) {
            repository.grow();
        }
        gitHub.commits.putAll(repository.parents());
        var webhook = gitHub.gitHub(graphs);

        var events = new ArrayList<Envelope>();
        for (var push : repository.pushes()) {
            events.addAll(gitHub.deliver(webhook, push));
        }
        gitHub.readAll(graphs);
        events.addAll(gitHub.ingested);

        var described = described(events);
        assertThat(described.keySet()).containsAll(listed(repository));
        listed(repository).forEach(sha -> {
            var data = requireNonNull(described.get(sha)).json();
            var parents = requireNonNull(gitHub.commits.get(sha));
            assertThat(texts(data.path("parent_shas"))).as(sha).isEqualTo(parents);
            assertThat(data.path("merge").asBoolean(false) || parents.size() > 1)
                    .as(sha)
                    .isEqualTo(repository.isMerge(sha));
        });
        assertThat(gitHub.waiting()).isZero();
    }

    /** A branch that began before the first delivery: the graph ends where it began, and that is no change. */
    @Test
    void endsTheGraphWhereABranchBegan() {
        gitHub.commit(1);
        gitHub.commit(2, 1);
        gitHub.commit(3, 2);
        gitHub.commit(4, 1);
        gitHub.commit(5, 3, 4);

        gitHub.push(graphs, 3, 4, 5);
        gitHub.readAll(graphs);

        assertThat(parents(gitHub.ingested))
                .containsEntry(sha(4), List.of(sha(1)))
                .containsEntry(sha(5), shas(3, 4));
        var fork = requireNonNull(described(gitHub.ingested).get(sha(1)));
        assertThat(fork.attributes())
                .containsEntry("time", gitHub.clock.instant().toString());
        assertThat(fork.json().path("merge").asBoolean()).isTrue();
        assertThat(fork.json().path("parent_shas")).isEmpty();
        assertThat(fork.json().path("committed_at").textValue()).isEqualTo(GitHubServer.DATE);
    }

    /** GitHub returns 100 commits at once, and lists at most 2,048 in a delivery. */
    @Test
    void readsEveryPageOfALongPush() {
        gitHub.commit(1);
        IntStream.rangeClosed(2, 351).forEach(number -> gitHub.commit(number, number - 1));

        var cut = gitHub.delivery(1, 351).with("/size", 350);
        graphs.request(cut.payload(), gitHub.repository(), draftsOf(cut), services());
        gitHub.readAll(graphs);

        assertThat(parents(gitHub.ingested)).hasSize(350).containsEntry(sha(351), shas(350));
        assertThat(gitHub.server.requests()).hasSize(4).allMatch(path -> path.contains("per_page=100"));
    }

    /** A forced push does not continue the head before. */
    @Test
    void readsForcedPushes() {
        gitHub.commit(1);
        gitHub.commit(2, 1);
        gitHub.commit(3, 1);
        gitHub.commit(4, 3);

        graphs.request(
                gitHub.delivery(2, 3, 4).with("/forced", true).payload(),
                gitHub.repository(),
                gitHub.drafts(2, 3, 4),
                services());
        gitHub.readAll(graphs);

        assertThat(parents(gitHub.ingested)).containsEntry(sha(3), shas(1));
    }

    @Test
    void asksNothingWhereTheDeliverySaysAll() {
        gitHub.commit(1);
        gitHub.commit(2, 1);

        gitHub.push(graphs, 1, 2);

        assertThat(gitHub.waiting()).isZero();
    }

    @Test
    void asksNothingWithoutTokenOrOfOtherServers() {
        gitHub.graphs(" ")
                .request(gitHub.delivery(1, 2, 3).payload(), gitHub.repository(), gitHub.drafts(1, 2, 3), services());
        for (var other : List.of(
                new GitHubRepository("github.com", GitHubServer.SLUG, Optional.of("main")),
                new GitHubRepository(gitHub.server.host(), "../admin", Optional.of("main")),
                new GitHubRepository(gitHub.server.host(), "acme/a/b", Optional.of("main")),
                new GitHubRepository(gitHub.server.host(), "acme/a?b", Optional.of("main")))) {
            graphs.request(gitHub.delivery(1, 2, 3).payload(), other, gitHub.drafts(1, 2, 3), services());
        }

        assertThat(gitHub.waiting()).isZero();
        assertThat(gitHub.graphs(" ").areRead()).isFalse();
    }

    /** A service of a monorepo has the commits of others as parts of its graph. */
    @Test
    void keepsCommitsOfOtherServicesOutOfTheNumbers() {
        gitHub.commit(1);
        gitHub.commit(2, 1);
        gitHub.commit(3, 1);
        gitHub.commit(4, 2, 3);
        var services = new ServicesByFolder(List.of(
                new ServiceLocations.ServiceLocation("api", "api"),
                new ServiceLocations.ServiceLocation("ledger", "ledger")));
        var push = gitHub.delivery(2, 3, 4).with("/commits/0/modified", List.of("api/pom.xml"));

        graphs.request(push.payload(), gitHub.repository(), draftsOf(push), services);
        gitHub.readAll(graphs);

        assertThat(gitHub.ingested)
                .filteredOn(
                        event -> sha(3).equals(event.json().path("commit_sha").asText()))
                .extracting(
                        event -> event.json().path("service_id").asText(),
                        event -> event.json().path("merge").asBoolean(false))
                .containsExactlyInAnyOrder(tuple("api", false), tuple("ledger", true));
    }
}
