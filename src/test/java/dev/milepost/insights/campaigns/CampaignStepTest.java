package dev.milepost.insights.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory.KnownService;
import dev.milepost.catalog.ownership.TestOwnership;
import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceFourKeys;
import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceWindow;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.insights.campaigns.CampaignRequest.Wave;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Campaigns over 200 services in PostgreSQL, from the offer to the report. */
class CampaignStepTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final int SERVICES = 200;
    private static final List<Wave> WAVES =
            List.of(new Wave(List.of("team-0"), 0), new Wave(List.of(), 0.5), new Wave(List.of(), 1));

    private static Postgres postgres;
    private static Sql sql;
    private static CampaignServices services;

    private final List<ServiceFourKeys> keysAfter = new ArrayList<>();
    private final CampaignEntity campaign = new CampaignEntity();

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        services = new CampaignServices(sql);
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void create() {
        sql.update("truncate campaign, campaign_service, service_upgrade, service_history, outbox");
        sql.update("""
                insert into service_history (service, valid_from, origin, team, template, template_version)
                select 'service-' || lpad(n::text, 3, '0'), ?, 'catalog', 'team-' || n % 10, 'quarkus-service', '1.0.0'
                from generate_series(0, ?) n
                """, at(-30), SERVICES - 1);
        campaign.id = UUID.randomUUID();
        campaign.template = "quarkus-service";
        campaign.toVersion = "1.1.0";
        campaign.change(CampaignEntity.RUNNING, null, "user:default/jane", START);
        campaign.createdAt = START;
        campaign.startsAt = at(1);
        campaign.endsAt = at(60);
        campaign.waves = WAVES.size();
        campaign.waveDays = 7;
        campaign.keysDays = 14;
        campaign.judgedFrom = START;
        sql.update("""
                insert into campaign (id, template, to_version, state, changed_by, changed_at, created_by, created_at,
                    starts_at, waves, wave_days, wave, keys_days, judged_from, revision)
                values (?, 'quarkus-service', '1.1.0', 'running', '', ?, '', ?, ?, 3, 7, 0, 14, ?, 0)
                """, campaign.id, START, START, START, START);
        services.add(campaign.id, WavePlan.of(campaign.id, known(), WAVES, TestOwnership.groups(postgres.database())));
    }

    @Test
    void offersWaveByWaveAndReports() {
        step(0);
        assertThat(report(0).offered()).isZero();

        step(1);
        assertThat(report(1).offered()).isEqualTo(20);
        assertThat(report(1).waiting()).isEqualTo(180);
        assertThat(offers()).allMatch(service -> service.endsWith("0")).hasSize(20);
        step(2);
        assertThat(report(2).offered()).isEqualTo(20);

        step(8);
        assertThat(report(8).offered()).isEqualTo(100);
        step(15);
        assertThat(report(15).offered()).isEqualTo(200);
        assertThat(offers()).doesNotHaveDuplicates().hasSize(SERVICES);

        for (int n = 0; n < SERVICES; n++) {
            outcome(n, n < 190 ? "merged" : n < 195 ? "declined" : n < 198 ? "failed" : "opened", 16 + n / 10);
        }
        step(40);
        var report = report(40);
        assertThat(report).isEqualTo(new CampaignReport(200, 200, 2, 190, 5, 3, 0, 0, 0, 24.0, 32.0));
        assertThat(campaign.state).isEqualTo(CampaignEntity.RUNNING);

        for (int n = 195; n < SERVICES; n++) {
            outcome(n, "merged", 41);
        }
        step(42);
        assertThat(campaign.state).isEqualTo(CampaignEntity.ENDED);
        assertThat(campaign.reason).isEqualTo("Every service has answered.");
    }

    @Test
    void endsWithWindow() {
        step(60);

        assertThat(campaign.state).isEqualTo(CampaignEntity.ENDED);
        assertThat(offers()).isEmpty();
    }

    @Test
    void putsOffUntilDate() {
        services.putOff(campaign.id, "service-010", at(20), "A freeze.", "user:default/jane");
        step(1);
        assertThat(offers()).hasSize(19).doesNotContain("service-010");
        assertThat(report(1).later()).isEqualTo(1);
        services.putOff(campaign.id, "service-020", at(20), "A freeze.", "user:default/jane");
        assertThat(report(2).offered()).isEqualTo(18);

        step(8);
        step(15);
        assertThat(report(15).offered()).isEqualTo(198);
        step(20);
        assertThat(offers()).contains("service-010", "service-020");
        assertThat(report(20).offered()).isEqualTo(200);
        assertThat(report(20).later()).isZero();
    }

    @Test
    void leavesOutServicesThatMovedOn() {
        sql.update("update service_history set template_version = '1.1.0' where team = 'team-0'");
        step(1);

        assertThat(report(1).movedOn()).isEqualTo(20);
        // The first wave offers nothing, so the second comes at once.
        assertThat(campaign.wave).isEqualTo(2);
        assertThat(report(1).offered()).isEqualTo(80);
    }

    @Test
    void findsServicesThatMovedWithoutEvents() {
        step(1);
        sql.update("update service_history set template_version = '1.1.0' where service < 'service-050'");
        step(2);

        assertThat(report(2).movedOn()).isEqualTo(5);
        assertThat(report(2).offered()).isEqualTo(20);
    }

    @Test
    void stopsWhenMoreThanShareFails() {
        campaign.failedShare = 0.1;
        step(1);
        outcome(0, "failed", 2);
        outcome(10, "failed", 2);
        step(3);
        assertThat(campaign.state).isEqualTo(CampaignEntity.RUNNING);

        outcome(20, "failed", 3);
        step(8);
        assertThat(campaign.state).isEqualTo(CampaignEntity.STOPPED);
        assertThat(campaign.reason).isEqualTo("3 of 20 offered upgrades failed, more than the share of 0.1.");
        assertThat(report(8).offered()).isEqualTo(20);

        // What stopped it does not stop it again after somebody has resumed it.
        campaign.change(CampaignEntity.RUNNING, "Mended.", "user:default/jane", at(9));
        campaign.judgedFrom = at(9);
        step(9);
        assertThat(campaign.state).isEqualTo(CampaignEntity.RUNNING);
        assertThat(report(9).offered()).isEqualTo(100);
    }

    @Test
    void stopsWhenKeysWorsen() {
        campaign.keysWorseBy = 0.2;
        step(1);
        outcome(0, "merged", 2);
        keysAfter.add(new ServiceFourKeys(20, 1.4, 20, BigDecimal.TEN, 2, 0.1, 0, null));
        step(6);
        assertThat(campaign.state).isEqualTo(CampaignEntity.RUNNING);

        keysAfter.set(0, new ServiceFourKeys(20, 1.4, 20, BigDecimal.TEN, 5, 0.25, 0, null));
        step(8);
        assertThat(campaign.state).isEqualTo(CampaignEntity.STOPPED);
        assertThat(campaign.reason).contains("change failure rate rose from 0.100 to 0.250");
    }

    @Test
    void dividesServicesIntoWaves() {
        var sizes = new TreeMap<Integer, Integer>();
        WavePlan.of(campaign.id, known(), WAVES, TestOwnership.groups(postgres.database()))
                .forEach(member -> sizes.merge(member.wave(), 1, Integer::sum));

        assertThat(sizes).containsEntry(1, 20).containsEntry(2, 80).containsEntry(3, 100);
    }

    private void step(int day) {
        var keys = new CampaignStep(
                services,
                TestOwnership.history(postgres.database()),
                TestEventLog.outbox(postgres.database()),
                this::keys);
        if (campaign.state.equals(CampaignEntity.RUNNING)) {
            keys.advance(campaign, at(day));
        }
    }

    private List<ServiceFourKeys> keys(List<ServiceWindow> windows) {
        return windows.stream()
                .map(window -> window.from().isBefore(START)
                        ? new ServiceFourKeys(20, 1.4, 20, BigDecimal.TEN, 2, 0.1, 0, null)
                        : keysAfter.get(0))
                .toList();
    }

    private CampaignReport report(int day) {
        return CampaignReport.of(
                services.tally(campaign.id, at(day)),
                services.findMerged(campaign.id),
                services.firstOffer(campaign.id));
    }

    private static List<String> offers() {
        return sql.query("select key from outbox order by id", row -> row.getString("key")).stream()
                .map(key -> key.substring(key.lastIndexOf('/') + 1))
                .toList();
    }

    private static void outcome(int number, String state, int day) {
        sql.update("""
                insert into service_upgrade as u (service, template, version, state, state_at, state_key)
                values ('service-' || lpad(?::text, 3, '0'), 'quarkus-service', '1.1.0', ?, ?, '')
                on conflict on constraint service_upgrade_pk do update set
                    state = excluded.state, state_at = excluded.state_at
                """, number, state, at(day));
    }

    private static List<KnownService> known() {
        return IntStream.range(0, SERVICES)
                .mapToObj(n -> new KnownService(
                        "service-%03d".formatted(n),
                        new OwnershipPeriod(
                                at(-30), "team-" + n % 10, null, null, null, null, "quarkus-service", "1.0.0")))
                .toList();
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day));
    }
}
