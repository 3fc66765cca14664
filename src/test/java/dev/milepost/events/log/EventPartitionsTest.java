package dev.milepost.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.events.contract.EventIdentity;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class EventPartitionsTest {

    @Inject
    DataSource database;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @BeforeEach
    void createPartitionsWhileTheClockIsRight() {
        partitions(now).createAhead();
    }

    /** Otherwise retention would delete the event too early once the clock is right again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 30, 89, 400, 20_000})
    void storesAnEventUnderItsDayByAClockThatIsBehind(long days) {
        var behind = partitions(now.minus(Duration.ofDays(days)));

        assertThat(behind.daysOf(List.of(receivedAt(now)))).containsExactly(day(now));
    }

    @Test
    void storesEventsOfTheLastDaysUnderTheirDays() {
        var earlier = now.minus(Duration.ofDays(10));

        assertThat(partitions(now).daysOf(List.of(receivedAt(now), receivedAt(earlier))))
                .containsExactly(day(now), day(earlier));
    }

    /** The time of a record can be anything. It must not create partitions for years that nobody deletes. */
    @Test
    void createsNoPartitionForATimeFarAhead() {
        var partitions = partitions(now);
        var before = partitions.weeks();

        var days = partitions.daysOf(List.of(receivedAt(now.plus(Duration.ofDays(3_000)))));

        assertThat(partitions.weeks()).isEqualTo(before);
        assertThat(days).allMatch(day -> day.isBefore(day(now).plusWeeks(3)));
    }

    private EventPartitions partitions(Instant clock) {
        return new EventPartitions(new Sql(database), Clock.fixed(clock, ZoneOffset.UTC), Duration.ofDays(90));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static LogEntry receivedAt(Instant time) {
        var id = UUID.randomUUID().toString();
        var event = new GoldenEvent(
                EventIdentity.of("test", id),
                "test",
                id,
                "com.company.something",
                false,
                Instant.parse("2026-06-10T12:34:00Z"),
                time,
                null,
                Map.of(),
                MissingNode.getInstance());
        var attributes = Map.of("specversion", "1.0", "id", id, "source", "test", "type", event.type());
        return new LogEntry(new RecordPosition(UUID.randomUUID(), 0, 0), attributes, new byte[0], event, null);
    }
}
