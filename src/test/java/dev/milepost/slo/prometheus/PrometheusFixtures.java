package dev.milepost.slo.prometheus;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.status.SloStatus;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the tests of gauges and rules have in common. */
final class PrometheusFixtures {

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static final String SUCCESS = """
            {apiVersion: openslo/v1, kind: SLO,
             metadata: {name: NAME, displayName: Success, annotations: {milepost.dev/owner: 'group:default/platform',
              milepost.dev/runbook-url: 'https://runbooks.example.com/{{success}}'}},
             spec: {service: scaffolder, description: 'Runs succeed. {{ .Evil }}', budgetingMethod: Occurrences,
              timeWindow: [WINDOW], objectives: [{displayName: OBJECTIVE, target: TARGET}],
              indicator: {metadata: {name: runs}, spec: {ratioMetric: {
               total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}},
               good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}}}}POLICIES}}
            """;
    static final String ROLLING = "{duration: 28d, isRolling: true}";
    static final String CALENDAR =
            "{duration: 1M, calendar: {startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin}, isRolling: false}";
    static final String POLICIES = """
            , alertPolicies: [{kind: AlertPolicy, metadata: {name: on-call}, spec: {
               alertWhenNoData: true, notificationTargets: [], conditions: [
               {kind: AlertCondition, metadata: {name: fast, annotations: {milepost.dev/min-events: '5'}}, spec: {
                severity: page, condition: {kind: burnrate, op: gt, threshold: 2.5, lookbackWindow: 1h}}}]}}]
            """;

    private PrometheusFixtures() {}

    static SloDefinition slo(String name, String objective, String target, String window, String policies) {
        var text = SUCCESS.replace("NAME", name)
                .replace("OBJECTIVE", objective)
                .replace("TARGET", target)
                .replace("WINDOW", window)
                .replace("POLICIES", policies);
        return TestDefinitions.slo(text, 3);
    }

    /** The same under another name, without reading it again. */
    static SloDefinition named(SloDefinition defined, String name) {
        var slo = defined.slo();
        return new SloDefinition(
                new Slo(name, slo.description(), slo.indicator(), slo.window(), slo.objectives(), slo.ownRules()),
                defined.documents(),
                defined.version());
    }

    static SloStatus standing(SloDefinition defined, Map<Instant, Counts> counts) {
        var series = CountSeries.of(counts);
        return new SloStatus(
                defined,
                NOW,
                defined.slo().objectives().stream()
                        .map(objective ->
                                Evaluation.of(defined.slo(), objective, series, new EvaluationTime(NOW, Instant.EPOCH)))
                        .toList());
    }

    /** Few or many, of late or not, well or badly. */
    static Map<Instant, Counts> any(Random random) {
        var counts = new HashMap<Instant, Counts>();
        int minutes = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(60);
        int reach = List.of(4, 50, 300, 4_000).get(random.nextInt(4));
        int trouble = 1 + random.nextInt(12);
        for (int i = 0; i < minutes; i++) {
            var minute = NOW.minus(Duration.ofMinutes(1 + random.nextInt(reach)));
            var step = Counts.of(random.nextInt(8), random.nextInt(12) < trouble ? random.nextInt(4) : 0);
            counts.merge(minute, step, Counts::plus);
        }
        return counts;
    }

    /** The value of each series, by its name and labels. */
    static Map<String, Double> series(List<MetricFamilySamples> families) {
        return families.stream()
                .flatMap(family -> family.samples.stream())
                .collect(Collectors.toMap(
                        PrometheusFixtures::name, sample -> sample.value, PrometheusFixtures::twice, TreeMap::new));
    }

    private static Double twice(Double one, Double other) {
        throw new AssertionError("a series is there twice: " + one + " and " + other);
    }

    private static String name(Sample sample) {
        var labels = new TreeMap<String, String>();
        for (int i = 0; i < sample.labelNames.size(); i++) {
            labels.put(sample.labelNames.get(i), sample.labelValues.get(i));
        }
        return PromQl.select(sample.name, labels);
    }
}
