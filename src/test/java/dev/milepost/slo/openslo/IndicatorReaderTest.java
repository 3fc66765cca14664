package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.testing.SloSamples;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What indicators lack to be computed. */
class IndicatorReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            from: {event: a.b}, to: {event: c.d}                                   | /by        | is missing
            from: {event: a.b}, to: {event: a.b}                                   | /from/time | is missing
            from: {event: a.b}, to: {event: c.d}, by: [task]                       | /by/0      | must be source
            from: {event: a.b, time: changed}, to: {event: a.b}                    | /from/time | must be a member
            from: {event: a.b, filter: "1"}, to: {event: c.d}, by: [source]        | /from/filter | not a CEL expression
            from: {event: a.b}, to: {event: c.d}, by: [source], exclude: [{when: "true"}] | /exclude/0/reason | is missing
            to: {event: c.d}                                                       | /from      | is missing
            """)
    void reportsIncompleteDuration(String spec, String pointer, String detail) {
        var documents = latency(spec);

        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

        assertThat(fault.faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).isEqualTo("/spec/indicator/spec/thresholdMetric/metricSource/spec" + pointer);
            assertThat(found.detail()).contains(detail);
        });
    }

    @Test
    void treatsExternalRatioAsNotComputable() throws IOException {
        var documents = OpenSloReaderTest.example("ratio-timeslices");

        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

        assertThat(Objects.requireNonNull(fault).faults().get(0).pointer())
                .isEqualTo("/0/spec/indicator/spec/ratioMetric/raw");
    }

    /** Every event is evaluated by the filters of all SLOs. */
    @Test
    void limitsStepsOfAllFilters() {
        var loop = "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5].all(b, data.name.matches('(x*)*(y*)*$') || a > b))";
        var documents = latency("from: {event: a.b}, to: {event: c.d, filter: \"%s\"}, by: [source]".formatted(loop));

        var fault = catchThrowableOfType(
                InvalidOpenSlo.class, () -> SloReader.readSent(documents, EventVocabulary.UNCHECKED));

        assertThat(fault.faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).isEqualTo("/spec/indicator");
            assertThat(found.detail()).contains("of at most 100000");
        });
        assertThat(SloReader.read(documents)).hasSize(1);
    }

    @Test
    void allowsUsualLoopsAndRegularExpressions() {
        var filter = "data.tests.exists(t, t.status == 'failed' && t.name.matches('^api-[0-9]+$'))";
        var documents = latency("from: {event: a.b}, to: {event: c.d, filter: \"%s\"}, by: [source]".formatted(filter));

        assertThat(SloReader.readSent(documents, EventVocabulary.UNCHECKED)).hasSize(1);
    }

    /** Each filter takes time to compile, and so there is a limit for all of them together. */
    @Test
    void limitsLengthOfAllFilters() {
        var exclusion =
                "{reason: r, when: \"type == 'a.b' || %s\"}".formatted("type == 'c.d' || ".repeat(100) + "false");
        var exclusions = String.join(", ", Collections.nCopies(6, exclusion));
        var documents =
                latency("from: {event: a.b}, to: {event: c.d}, by: [source], exclude: [%s]".formatted(exclusions));

        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents));

        assertThat(fault.faults()).singleElement().satisfies(found -> {
            assertThat(found.pointer()).endsWith("/exclude/5/when");
            assertThat(found.detail()).contains("at most 10000 characters together");
        });
    }

    /** @param spec the spec of the metric source, without its braces */
    private static List<OpenSloDocument> latency(String spec) {
        return SloSamples.documents("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: latency}
                spec:
                  service: scaffolder
                  budgetingMethod: Occurrences
                  objectives: [{op: lte, value: 180, target: 0.99}]
                  indicator:
                    metadata: {name: latency}
                    spec:
                      thresholdMetric:
                        metricSource: {type: milepost, spec: {%s}}
                """.formatted(spec));
    }
}
