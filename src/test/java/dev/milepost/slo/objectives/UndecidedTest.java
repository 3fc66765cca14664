package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Outcome.Kind;
import dev.milepost.slo.objectives.RatioIndicator.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that does not say whether its repository builds is neither good nor bad, until a report says so or time is up. */
class UndecidedTest {

    private static final Instant AT = Instant.parse("2026-06-10T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"task_id\": \"a\", \"status\": \"success\"}                       | EXCLUDED",
                "{\"task_id\": \"a\", \"status\": \"success\", \"buildable\": true}  | GOOD",
                "{\"task_id\": \"a\", \"status\": \"success\", \"buildable\": false} | BAD",
                "{\"task_id\": \"a\", \"status\": \"failure\"}                       | BAD",
            })
    void waitsForABuildOnly(String data, Kind kind) {
        var outcome = indicator(false).outcome(List.of(event("1", "scaffold.completed", AT.toString(), data)));

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.decideBy()).isEqualTo(kind == Kind.EXCLUDED ? AT.plus(WEEK) : null);
    }

    @Test
    void becomesBadWhenTimeIsUp() {
        var events = List.of(
                event("1", "scaffold.completed", AT.toString(), "{\"task_id\": \"a\", \"status\": \"success\"}"));
        var outcome = indicator(false).outcome(events);

        assertThat(outcome.at(AT.plus(WEEK).minusMillis(1))).isEqualTo(outcome);
        assertThat(outcome.at(AT.plus(WEEK)).kind()).isEqualTo(Kind.BAD);
        assertThat(outcome.at(AT.plus(WEEK)).at()).isEqualTo(AT);
        assertThat(indicator(false).whyBad(events)).startsWith("No report within 7d says whether it is good: ");
    }

    @Test
    void isDecidedByALaterReport() {
        var outcome = indicator(false)
                .outcome(List.of(
                        event("2", "scaffold.completed", AT.plusSeconds(90).toString(), """
                                {"task_id": "a", "status": "success", "buildable": true}"""),
                        event("1", "scaffold.completed", AT.toString(), """
                                {"task_id": "a", "status": "success"}""")));

        assertThat(outcome.kind()).isEqualTo(Kind.GOOD);
    }

    /** Without a rule for it, a missing field is excluded, or bad if the definition says so. */
    @Test
    void statesWhatAMissingFieldIs() {
        var events = List.of(
                event("1", "scaffold.completed", AT.toString(), "{\"task_id\": \"a\", \"status\": \"success\"}"));

        assertThat(plain(false).outcome(events)).isEqualTo(new Outcome(Kind.EXCLUDED, AT, "unreadable"));
        assertThat(plain(true).outcome(events).kind()).isEqualTo(Kind.BAD);
        assertThat(plain(true).whyBad(events))
                .isEqualTo(
                        "The condition of good events cannot be evaluated: data.buildable, where data.buildable is missing.");
        assertThat(plain(false).canonicalText()).isNotEqualTo(plain(true).canonicalText());
    }

    @Test
    void explainsABadEvent() {
        var events = List.of(event("1", "scaffold.completed", AT.toString(), """
                {"task_id": "a", "status": "failure"}"""));

        assertThat(indicator(false).whyBad(events))
                .isEqualTo("The condition of good events does not hold: data.status == \"success\" && data.buildable,"
                        + " where data.buildable is missing, data.status is \"failure\".");
    }

    private static RatioIndicator indicator(boolean missingIsBad) {
        return new RatioIndicator(
                Set.of("scaffold.completed"),
                List.of(new FieldPath("data.task_id")),
                Optional.empty(),
                new Exclusions(List.of()),
                Optional.of(new Undecided(EventFilter.of("data.status == \"success\" && !has(data.buildable)"), WEEK)),
                EventFilter.of("data.status == \"success\" && data.buildable"),
                false,
                missingIsBad);
    }

    private static RatioIndicator plain(boolean missingIsBad) {
        return new RatioIndicator(
                Set.of("scaffold.completed"),
                List.of(),
                Optional.empty(),
                new Exclusions(List.of()),
                Optional.empty(),
                EventFilter.of("data.buildable"),
                false,
                missingIsBad);
    }
}
