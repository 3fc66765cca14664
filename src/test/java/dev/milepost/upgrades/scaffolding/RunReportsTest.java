package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same run can be reported any number of times, of which a few reports are kept in memory. */
class RunReportsTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final int MANY = 400;

    private static Postgres postgres;
    private static RunReportRepository repository;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        repository = new RunReportRepository(new Sql(postgres.database()));
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** The latest report may be read last, and name a template whose version an early report states. */
    @Seeds(bounded = 10, all = 100)
    void readsFewReportsOfARunWithMany(long seed) {
        var random = new Random(seed);
        var run = new RunReport.Key("/backstage", "task-" + seed);
        var reports = IntStream.range(0, MANY)
                .mapToObj(number -> report(random, run, number))
                .toList();
        repository.insert(reports);

        var read = repository
                .find(repository.findStoredRefs(List.of(run)), List::copyOf)
                .getOrDefault(run, List.of());

        assertThat(read).isNotEmpty().hasSizeLessThan(20);
        assertThat(AggregatedRun.of(read)).isEqualTo(AggregatedRun.of(reports));
    }

    /** The later a report, the fewer fields it has. */
    private static RunReport report(Random random, RunReport.Key run, int number) {
        boolean early = number < MANY / 4;
        return new RunReport(
                new UUID(random.nextLong(), random.nextLong()),
                run,
                new EventOrder(NOON.plusSeconds(number / 3), "e" + random.nextLong()),
                random.nextInt(3) == 0 ? null : ScaffoldRun.Status.values()[1 + random.nextInt(3)],
                new TemplateVersion("template-" + random.nextInt(9), early ? "1." + random.nextInt(9) + ".0" : null),
                oneOf(random, null, "payments", "orders"),
                early ? "team-" + number : null,
                oneOf(random, null, "user:default/a"),
                random.nextBoolean() ? null : (Boolean) random.nextBoolean(),
                random.nextBoolean() ? null : ScaffoldRun.Kind.values()[random.nextInt(2)],
                early ? "github.com/o/" + number : null,
                oneOf(random, null, "7", "8"),
                random.nextBoolean() ? null : List.of("component:default/" + number),
                oneOf(random, null, "c1", "c2"),
                random.nextBoolean());
    }

    private static @Nullable String oneOf(Random random, @Nullable String... values) {
        return values[random.nextInt(values.length)];
    }
}
