package dev.milepost.policy.decisions;

import static dev.milepost.policy.decisions.Samples.AT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.sql.Sql;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.decisions.Impact.ServiceImpact;
import dev.milepost.policy.definitions.Hook;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.definitions.TestPolicies;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.engines.EngineInput;
import dev.milepost.policy.engines.EngineInput.Change;
import dev.milepost.policy.engines.TestEngines;
import dev.milepost.testing.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a policy would have done to stored requests. */
class ImpactReplayTest {

    private static final Policy TWO_REPLICAS = TestPolicies.policy("""
            hooks: [deploy]
            match: team != "team-other"
            engine: cel
            rules: [{expect: input.replicas >= 2, message: Two.}]
            """);

    private static Postgres postgres;
    private static Sql sql;
    private static DecisionRepository repository;
    private static ImpactReplay replay;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        repository = new DecisionRepository(sql, Samples.JSON);
        replay = new ImpactReplay(TestEngines.evaluator(), repository, new TestFaultsConfig());
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate policy_decision, policy_result");
    }

    private static UUID store(Hook hook, String service, String team, String tier, Instant at, ObjectNode request) {
        var subject = new Subject(
                hook, service, JsonNodeFactory.instance.objectNode(), Map.of(), team, "", "", "", "", "", tier, tier);
        var input = new EngineInput(subject, new Change("", "", "", "", request), List.of(), at).json();
        var about = new About(
                hook.wireName(), service, tier, tier, null, null, null, null, null, null, null, null, null, team);
        var decision = Samples.decision(about, at, input);
        repository.add(decision, null);
        return decision.id();
    }

    private static ObjectNode replicas(int count) {
        return JsonNodeFactory.instance.objectNode().put("replicas", count);
    }

    @Test
    void saysWhoWouldBeBlocked() {
        store(Hook.DEPLOY, "a", "team-a", "production", AT, replicas(3));
        store(Hook.DEPLOY, "a", "team-a", "production", AT.minusSeconds(9), replicas(1));
        var last = store(Hook.DEPLOY, "b", "team-b", "production", AT.minusSeconds(1), replicas(1));
        store(Hook.DEPLOY, "b", "team-b", "production", AT.minusSeconds(2), replicas(1));
        store(Hook.DEPLOY, "c", "team-c", "production", AT, JsonNodeFactory.instance.objectNode());
        store(Hook.DEPLOY, "d", "team-other", "production", AT, replicas(1));
        store(Hook.BUILD, "b", "team-b", "production", AT, replicas(1));
        store(Hook.DEPLOY, "b", "team-b", "staging", AT, replicas(1));
        store(Hook.DEPLOY, "b", "team-b", "production", AT.minus(Duration.ofDays(9)), replicas(1));
        var turns = new AtomicInteger();

        var impact = replay.replay(
                TWO_REPLICAS, Mode.ENFORCE, "production", AT.minus(Duration.ofDays(7)), turns::incrementAndGet);

        assertThat(impact.replayed()).isEqualTo(6);
        assertThat(impact.applied()).isEqualTo(5);
        // An engine's fault denies in production.
        assertThat(impact.blocked()).isEqualTo(4);
        assertThat(impact.errors()).isEqualTo(1);
        assertThat(impact.blockedRatio()).isEqualTo(0.8);
        assertThat(impact.errorRatio()).isEqualTo(0.2);
        assertThat(impact.truncated()).isFalse();
        assertThat(turns).hasValue(6);
        assertThat(impact.services().get(0)).isEqualTo(new ServiceImpact("b", "team-b", 2, 2, 0, last));
        assertThat(impact.services()).extracting(ServiceImpact::serviceId).containsExactly("b", "c", "a");
    }

    @Test
    void blocksNothingWithWarnings() {
        store(Hook.DEPLOY, "a", "team-a", "production", AT, replicas(1));

        assertThat(replay.replay(TWO_REPLICAS, Mode.WARN, "production", AT.minusSeconds(1), () -> {})
                        .blocked())
                .isZero();
    }

    @Test
    void readsAllPages() {
        for (int i = 0; i < 250; i++) {
            store(Hook.DEPLOY, "s-" + i % 7, "team", "production", AT.minusSeconds(i / 3), replicas(i % 2));
        }

        var impact = replay.replay(TWO_REPLICAS, Mode.ENFORCE, "production", AT.minusSeconds(1_000), () -> {});

        assertThat(impact.replayed()).isEqualTo(250);
        assertThat(impact.services()).hasSize(7);
    }
}
