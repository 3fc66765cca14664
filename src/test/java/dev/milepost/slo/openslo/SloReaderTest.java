package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.slo.objectives.BurnRateRule;
import dev.milepost.slo.objectives.BurnRateRule.MinimumEvents;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.TimeSlicing;
import dev.milepost.slo.objectives.TimeWindow;
import dev.milepost.testing.Contract;
import dev.milepost.testing.SloSamples;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloReaderTest {

    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: success
              displayName: Success
              annotations:
                milepost.dev/owner: group:default/platform
                milepost.dev/runbook-url: https://runbooks.example.com/success
                milepost.dev/silence: bad
            spec:
              service: scaffolder
              indicatorRef: success
              timeWindow:
                - duration: 30d
                  isRolling: true
              budgetingMethod: Timeslices
              objectives:
                - targetPercent: 99.9
                  timeSliceTarget: 0.95
                  timeSliceWindow: 5m
              alertPolicies:
                - alertPolicyRef: on-call
            ---
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: success}
            spec:
              ratioMetric:
                total:
                  metricSource:
                    metricSourceRef: events
                    spec:
                      events: [scaffold.completed]
                bad:
                  metricSource:
                    type: milepost
                    spec: {filter: data.status == "failure"}
            ---
            apiVersion: openslo/v1
            kind: DataSource
            metadata: {name: events}
            spec: {type: milepost, connectionDetails: {}}
            ---
            apiVersion: openslo/v1
            kind: AlertPolicy
            metadata: {name: on-call}
            spec:
              conditions:
                - conditionRef: fast
              notificationTargets: []
            ---
            apiVersion: openslo/v1
            kind: AlertCondition
            metadata:
              name: fast
              annotations:
                milepost.dev/min-events: "20"
            spec:
              severity: page
              condition:
                threshold: 14.4
                lookbackWindow: 1h
                alertAfter: 2m
            """;

    @Test
    void resolvesReferencesAcrossDocuments() {
        var slo = SloSamples.slo(SLO);

        assertThat(slo.name()).isEqualTo("success");
        assertThat(slo.description().displayName()).isEqualTo("Success");
        assertThat(slo.description().owner()).isEqualTo("group:default/platform");
        assertThat(slo.description().runbook()).isEqualTo("https://runbooks.example.com/success");
        assertThat(slo.window()).isEqualTo(new TimeWindow.Rolling(Duration.ofDays(30)));
        assertThat(slo.objectives()).singleElement().satisfies(objective -> {
            assertThat(objective.target().ratio()).isEqualByComparingTo("0.999");
            assertThat(objective.timeSlicing()).hasValueSatisfying(timeSlicing -> {
                assertThat(timeSlicing.window()).isEqualTo(Duration.ofMinutes(5));
                assertThat(timeSlicing.target()).contains(new BigDecimal("0.95"));
                assertThat(timeSlicing.emptySlices()).isEqualTo(TimeSlicing.EmptySlices.BAD);
            });
        });
        assertThat(slo.ownRules().orElseThrow())
                .containsExactly(new BurnRateRule(
                        "fast",
                        "page",
                        new BigDecimal("14.4"),
                        Duration.ofHours(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        new MinimumEvents(20, 2)));
        assertThat(slo.indicator()
                        .outcome(List.of(SloSamples.event(
                                "a", "scaffold.completed", "2026-06-01T10:00:00Z", "{\"status\": \"failure\"}")))
                        .kind())
                .isEqualTo(Outcome.Kind.BAD);
    }

    /** Each row puts one text for another; the fault has to stand there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            name: success\\n  displayName          | name: Suc.cess\\n  displayName | /0/metadata/name                                         | because it is part of URLs
            group:default/platform                 | user:jane                    | /0/metadata/annotations/milepost.dev~1owner               | must be a group ref
            https://runbooks.example.com/success   | see the wiki                 | /0/metadata/annotations/milepost.dev~1runbook-url         | must be an http or https URL
            silence: bad                           | silence: golden              | /0/metadata/annotations/milepost.dev~1silence             | must be bad or ignored
            milepost.dev/silence                   | milepost.dev/silense         | /0/metadata/annotations/milepost.dev~1silense             | is not a known annotation
            indicatorRef: success                  | indicatorRef: other          | /0/spec/indicatorRef                                      | refers to a document of kind SLI
            metricSourceRef: events                | metricSourceRef: warehouse   | /1/spec/ratioMetric/total/metricSource/metricSourceRef    | refers to a document of kind DataSource
            type: milepost, conn                   | type: Prometheus, conn       | /1/spec/ratioMetric/total/metricSource/metricSourceRef    | must be milepost
            type: milepost\\n                       | type: Prometheus\\n           | /1/spec/ratioMetric/bad/metricSource/type                 | must be milepost
            events: [scaffold.completed]           | events: []                   | /1/spec/ratioMetric/total/metricSource/spec/events        | 1
            events: [scaffold.completed]           | events: [Scaffold]           | /1/spec/ratioMetric/total/metricSource/spec/events/0      | must be a type of golden events
            events: [scaffold.completed]           | events: [a.b, a.b]           | /1/spec/ratioMetric/total/metricSource/spec/events        | unique
            events: [scaffold.completed]           | filter: "true"               | /1/spec/ratioMetric/total/metricSource/spec/events        | is missing
            data.status == "failure"               | data.status ==               | /1/spec/ratioMetric/bad/metricSource/spec/filter          | not a CEL expression
            data.status == "failure"               | status                       | /1/spec/ratioMetric/bad/metricSource/spec/filter          | not a CEL expression
            data.status == "failure"               | "1 + 1"                      | /1/spec/ratioMetric/bad/metricSource/spec/filter          | not a CEL expression
            duration: 30d                          | duration: 1M                 | /0/spec/timeWindow/0/duration                             | must be in minutes, hours, days or weeks
            duration: 30d                          | duration: 367d               | /0/spec/timeWindow/0/duration                             | at most 8784 hours
            timeSliceWindow: 5m                    | timeSliceWindow: 2d          | /0/spec/objectives/0/timeSliceWindow                      | at most 24 hours
            timeSliceWindow: 5m                    | timeSliceWindow: 0.5         | /0/spec/objectives/0/timeSliceWindow                      | must be a whole number of minutes
            alertPolicyRef: on-call                | alertPolicyRef: nobody       | /0/spec/alertPolicies/0/alertPolicyRef                    | refers to a document of kind AlertPolicy
            conditionRef: fast                     | conditionRef: slow           | /3/spec/conditions/0/conditionRef                         | refers to a document of kind AlertCondition
            threshold: 14.4                        | threshold: 1000              | /4/spec/condition/threshold                               | can never be exceeded: with a target of 0.999 the burn rate is at most 1000
            threshold: 14.4                        | threshold: 0                 | /4/spec/condition/threshold                               | must be greater than 0
            lookbackWindow: 1h                     | lookbackWindow: 31d          | /4/spec/condition/lookbackWindow                          | at most 720 hours
            lookbackWindow: 1h                     | lookbackWindow: 1M           | /4/spec/condition/lookbackWindow                          | must be in minutes
            alertAfter: 2m                         | alertAfter: 7h               | /4/spec/condition/alertAfter                              | at most 6 hours
            alertAfter: 2m                         | op: lt                       | /4/spec/condition/op                                      | must be gt
            "20"                                   | many                         | /4/metadata/annotations/milepost.dev~1min-events          | must be a whole number
            milepost.dev/min-events                | milepost.dev/short-window    | /4/metadata/annotations/milepost.dev~1short-window        | must be in minutes
            """)
    void reportsUncomputableObjectives(String from, String to, String pointer, String detail) {
        var text = SLO.replace(from.translateEscapes(), to.translateEscapes());
        assertThat(text).isNotEqualTo(SLO);
        var documents = SloSamples.documents(text);

        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

        assertThat(fault.faults()).hasSize(1);
        assertThat(fault.faults().get(0).pointer()).isEqualTo(pointer);
        assertThat(fault.faults().get(0).detail()).contains(detail);
    }

    /** Saved definitions are read in any case: they are suspended if they are too expensive. */
    @Test
    void refusesFiltersOfTooManySteps() {
        var loops = "[1,2,3,4,5].all(a, [1,2,3,4,5].all(b, [1,2,3,4,5].all(c, data.status.matches('(a|b){20}c'))))";
        var documents = SloSamples.documents(
                SLO.replace("filter: data.status == \"failure\"", "filter: \"%s\"".formatted(loops)));

        var fault = catchThrowableOfType(
                InvalidOpenSlo.class, () -> SloReader.readSent(documents, EventVocabulary.UNCHECKED));

        assertThat(Objects.requireNonNull(fault).faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).isEqualTo("/0/spec/indicatorRef");
            assertThat(found.detail()).startsWith("takes too long").contains("of at most 100000");
        });
        assertThat(SloReader.read(documents)).hasSize(1);
        assertThat(SloReader.readSent(SloSamples.documents(SLO), EventVocabulary.UNCHECKED))
                .hasSize(1);
    }

    /** All that stands in the place of a name, by the contract. */
    @Test
    void refusesReservedNames() {
        var taken = new OpenAPIV3Parser()
                .read(Contract.DOCUMENT).getPaths().keySet().stream()
                        .map(Pattern.compile("/api/v1/slos/([a-z-]+)(?:/.*)?")::matcher)
                        .filter(Matcher::matches)
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        assertThat(taken).contains("gate", "preview", "prometheus-rules");

        for (var name : taken) {
            var documents = SloSamples.documents(SLO.replaceFirst("name: success", "name: " + name));

            var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

            assertThat(Objects.requireNonNull(fault, name).faults())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.pointer()).isEqualTo("/0/metadata/name");
                        assertThat(found.detail()).isEqualTo("must not be " + name + ", which is a path of the API");
                    });
        }
    }

    /** Liberia's clocks were 44 minutes and 30 seconds behind until 1972. */
    @ParameterizedTest
    @CsvSource({"2026-01-01 00:00:30, Etc/UTC", "1970-01-01 00:00:00, Africa/Monrovia"})
    void refusesCalendarStartWithinMinute(String start, String zone) {
        var documents = SloSamples.documents(
                SLO.replace("isRolling: true", "calendar: {startTime: '%s', timeZone: %s}".formatted(start, zone)));

        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

        assertThat(fault.faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).isEqualTo("/0/spec/timeWindow/0/calendar/startTime");
            assertThat(found.detail()).contains("must be a whole minute");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "objectives, '- targetPercent: 99.9', '- {targetPercent: 99, timeSliceTarget: 0.95, timeSliceWindow: 5m}'",
        "alertPolicies, '- alertPolicyRef: on-call', '- alertPolicyRef: on-call'"
    })
    void limitsSizeOfLists(String list, String first, String more) {
        var most = SLO.replace(first, (more + "\n    ").repeat(49) + first);

        assertThat(SloSamples.slo(most).name()).isEqualTo("success");
        var fault = catchThrowableOfType(
                InvalidOpenSlo.class,
                () -> SloReader.read(
                        SloSamples.documents(most.replaceFirst(Pattern.quote(first), more + "\n    " + first))));
        assertThat(fault.faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).isEqualTo("/0/spec/" + list);
            assertThat(found.detail()).isEqualTo("must have at most 50 entries");
        });
    }

    @Test
    void refusesUnreachableRule() {
        var documents = SloSamples.documents(SLO.replace("targetPercent: 99.9", "targetPercent: 90"));

        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

        assertThat(fault.faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).isEqualTo("/4/spec/condition/threshold");
            assertThat(found.detail()).contains("with a target of 0.9 the burn rate is at most 10");
        });
    }

    @Test
    void appliesDefaults() {
        var documents = SLO.replaceAll("(?s)  timeWindow:.*?isRolling: true\n", "")
                .replaceAll("(?s)  alertPolicies:\n.*?on-call\n", "");

        var slo = SloSamples.slo(documents);

        assertThat(slo.window()).isEqualTo(new TimeWindow.Rolling(Duration.ofDays(28)));
        assertThat(slo.ownRules()).isEmpty();
    }
}
