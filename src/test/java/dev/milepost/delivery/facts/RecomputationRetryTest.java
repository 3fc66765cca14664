package dev.milepost.delivery.facts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service whose recomputation fails is tried again after a pause, and the others are recomputed meanwhile. */
@QuarkusTest
@Tag("service")
class RecomputationRetryTest {

    private static final Instant DEPLOYED = Instant.parse("2026-03-01T10:00:00Z");

    @Inject
    DeliveryProjection projection;

    @Inject
    Recomputation recomputation;

    @Inject
    RecomputationAttempts attempts;

    @Inject
    EventReader reader;

    @Inject
    DataSource database;

    private final String failing = "failing-" + System.nanoTime();
    private Sql sql;

    @BeforeEach
    void makeTheDatabaseRefuseTheLinksOfOneService() {
        sql = new Sql(database);
        sql.update("""
                create function refuse_link() returns trigger language plpgsql as
                $$ begin raise exception 'refused by a test'; end $$
                """);
        sql.update("""
                create trigger refuse_link before insert on deployment_link for each row
                when (new.service = '%s') execute function refuse_link()
                """.formatted(failing));
    }

    @AfterEach
    void takeTheLinksAgain() {
        sql.update("drop function if exists refuse_link cascade");
        sql.update("delete from recomputation_request where service = ?", failing);
        sql.update("delete from recomputation_attempt where service = ?", failing);
    }

    @Test
    void recomputesTheOtherServices() {
        deploy(failing);
        deploy(failing + "-other");

        awaitLink(failing + "-other");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(pauseOf(failing)).isPositive());
        assertThat(given().get("/api/v1/pipeline").<Integer>path("postponed_services"))
                .isOne();
    }

    /** The requests of a service that fails pile up, and are the oldest. */
    @Test
    void recomputesTheOtherServicesWhateverNumberOfRequestsWaits() {
        deploy(failing);
        sql.update(
                "insert into recomputation_request (service, since, events) select ?, ?, 1 from generate_series(1, 25000)",
                failing,
                DEPLOYED);

        deploy(failing + "-other");

        awaitLink(failing + "-other");
    }

    @Test
    void pausesLongerAfterEachFailure() {
        deploy(failing);
        var pauses = new ArrayList<Long>();
        for (int retry = 2; retry <= 4; retry++) {
            int attempt = retry;
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(attemptsOf(failing)).contains(attempt));
            pauses.add(pauseOf(failing));
            letRetryBeDue();
        }

        assertThat(pauses).isSorted().doesNotHaveDuplicates();
        assertThat(pauses.get(0)).isBetween(5L, 10L);
    }

    @Test
    void recomputesTheServiceWhenItsFaultHasGone() {
        deploy(failing);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(attemptsOf(failing)).contains(2));

        sql.update("drop function refuse_link cascade");
        letRetryBeDue();

        awaitLink(failing);
        assertThat(attemptsOf(failing)).isEmpty();
        assertThat(attempts.postponed()).isZero();
    }

    /** The attempt is stored before the recomputation, so it counts also if the process dies of it. */
    @Test
    void recomputesAloneWhatAProcessHasBegunAndNotEnded() {
        var service = failing + "-begun";
        sql.update(
                "insert into recomputation_attempt (service, attempts, retry_at) values (?, 1, now() + interval '5 s')",
                service);

        deploy(service);
        assertThat(attempts.claimBatch()).doesNotContain(service);
        assertThat(hasLink(service)).isFalse();
        sql.update("update recomputation_attempt set retry_at = now() where service = ?", service);

        awaitLink(service);
        assertThat(attemptsOf(service)).isEmpty();
    }

    @Test
    void stopsWhenNothingCanBeWrittenAnyMore() {
        var service = failing + "-late";

        QuarkusTransaction.begin();
        try {
            projection.apply(List.of(sample(service)));
            QuarkusTransaction.setRollbackOnly();

            assertThatThrownBy(() -> recomputation.run(List.of(service))).hasMessageContaining("time limit");
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private GoldenEvent sample(String service) {
        return new DeliverySample(reader, service).deployment("1", "production", "abc", DEPLOYED);
    }

    private void deploy(String service) {
        QuarkusTransaction.requiringNew().run(() -> projection.apply(List.of(sample(service))));
    }

    private void letRetryBeDue() {
        sql.update("update recomputation_attempt set retry_at = now() where service = ?", failing);
    }

    private void awaitLink(String service) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(hasLink(service)).isTrue());
    }

    private boolean hasLink(String service) {
        return !sql.query("select 1 from deployment_link where service = ?", row -> true, service)
                .isEmpty();
    }

    private List<Integer> attemptsOf(String service) {
        return sql.query("select attempts from recomputation_attempt where service = ?", row -> row.getInt(1), service);
    }

    /** In seconds; 0 without a failure. */
    private long pauseOf(String service) {
        return sql.query("""
                        select extract(epoch from retry_at - now())::bigint from recomputation_attempt
                        where service = ? and attempts > 1
                        """, row -> row.getLong(1), service).stream()
                .findFirst()
                .orElse(0L);
    }
}
