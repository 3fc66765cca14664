package dev.milepost.templates;

import dev.milepost.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.sql.DataSource;

/** Announces deprecations that a manifest has planned, when their day has come. */
@ApplicationScoped
class SupportCalendar {

    private static final String DUE = """
            update registry_version set deprecation_told = true
            where kind = 'golden-path' and deprecated_from <= ? and not deprecation_told
            returning name, version, greatest(published_at, deprecated_from at time zone 'UTC') as since
            """;

    private final Sql sql;
    private final TemplateNews news;
    private final Clock clock;

    SupportCalendar(DataSource database, TemplateNews news, Clock clock) {
        this.sql = new Sql(database);
        this.news = news;
        this.clock = clock;
    }

    private record Due(String template, String version, Instant since) {}

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void announce() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var due = sql.query(
                DUE,
                row -> new Due(
                        row.getString("name"),
                        row.getString("version"),
                        Objects.requireNonNull(Sql.instant(row, "since"))),
                today);
        due.forEach(version -> news.deprecated(version.template(), version.version(), version.since()));
    }
}
