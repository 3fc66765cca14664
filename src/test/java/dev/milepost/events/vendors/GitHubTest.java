package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.log.TestEventLog;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GitHubTest {

    private static Postgres postgres;
    private static Sql sql;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void countsDeliveriesOfUnknownServices() {
        var gitHub = gitHub(Map.of("milepost.webhooks.github.accept-unlisted", "false"));

        var result = gitHub.translate(push("acme/payments"));

        assertThat(result.reason()).isEqualTo("The repository belongs to no known service.");
        assertThat(sql.query(
                        "select reason || ' ' || events from uncounted_event where origin = 'github'",
                        row -> row.getString(1)))
                .containsExactly("unknown_service 1");
    }

    /** Names are compared without case, so the second repository is another service. */
    @Test
    void keepsRepositoriesOfOneNameApart() {
        var gitHub = gitHub(Map.of());

        assertThat(service(gitHub, "acme/Shop")).isEqualTo("Shop");
        assertThat(service(gitHub, "other/shop")).isEqualTo("other/shop");
        assertThat(service(gitHub, "acme/Shop")).isEqualTo("Shop");
    }

    private static String service(GitHub gitHub, String slug) {
        return gitHub.translate(push(slug))
                .events()
                .get(0)
                .json()
                .path("service_id")
                .asText();
    }

    private static WebhookDelivery push(String slug) {
        var push = ExampleDelivery.of("github/push")
                .with("/repository/name", slug.substring(slug.indexOf('/') + 1))
                .with("/repository/full_name", slug)
                .with("/repository/html_url", "https://github.com/" + slug);
        return new WebhookDelivery("1", "push", true, push.payload());
    }

    private static GitHub gitHub(Map<String, String> properties) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(GitHubConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(GitHubConfig.class);
        var clock = Clock.systemUTC();
        return new GitHub(
                config,
                new RepositoryServices(new EmptyCatalog(), new RepositoryNames(sql), config),
                new GitHubMerges(sql, clock),
                new GitHubReviews(sql, clock),
                new PushGraphs(new GitHubApi(config, clock), sql, clock, new SimpleMeterRegistry()),
                TestEventLog.uncounted(postgres.database()));
    }
}
