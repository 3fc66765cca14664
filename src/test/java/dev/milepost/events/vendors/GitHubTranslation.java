package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The translation of GitHub's deliveries as the service does it, without the service and without a catalog. */
public final class GitHubTranslation {

    private static final ServiceLocations NO_CATALOG = new ServiceLocations() {
        @Override
        public List<ServiceLocation> findInRepository(String host, String slug) {
            return List.of();
        }

        @Override
        public boolean hasRepository(String service) {
            return false;
        }

        @Override
        public List<String> findByPagerDutyId(String id) {
            return List.of();
        }
    };

    private final GitHub gitHub;

    /** @param properties such as {@code milepost.webhooks.github.branches} */
    public GitHubTranslation(DataSource database, Map<String, String> properties) {
        var sql = new Sql(database);
        var config = new SmallRyeConfigBuilder()
                .withDefaultValues(properties)
                .withMapping(GitHubConfig.class)
                .build()
                .getConfigMapping(GitHubConfig.class);
        var services = new RepositoryServices(NO_CATALOG, new RepositoryNames(sql), config);
        var clock = Clock.systemUTC();
        gitHub = new GitHub(
                config,
                services,
                new GitHubMerges(sql, clock),
                new GitHubReviews(sql, clock),
                new PushGraphs(new GitHubApi(config, clock), sql, clock, new SimpleMeterRegistry()),
                TestEventLog.uncounted(database));
    }

    /** @param kind the value of the header {@code X-GitHub-Event} */
    public List<Envelope> translate(String kind, JsonNode payload) {
        return gitHub.translate(gitHub.read(header -> header.equals("X-GitHub-Event") ? kind : null, payload))
                .events();
    }
}
