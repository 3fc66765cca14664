package dev.milepost.slo.prometheus;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.prometheus.RuleFile.Format;
import dev.milepost.slo.status.SloStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class RuleFileTest {

    @Test
    void containsRecordingAndAlertingRules() {
        var slo = PrometheusFixtures.slo(
                "success", "Usable", "0.8", PrometheusFixtures.ROLLING, PrometheusFixtures.POLICIES);
        var rules = rules(List.of(PrometheusFixtures.standing(slo, Map.of())));

        assertThat(rules).extracting(rule -> rule.path("record").asText("")).contains(RecordingRules.BURN_RATE);
        var alerts = rules.stream().filter(rule -> rule.has("alert")).toList();
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).path("expr").asText())
                .isEqualTo(
                        "slo_objective_window:milepost_slo_burn_rate:max{slo=\"success\",objective=\"Usable\",window=\"1h\"}"
                                + " > 2.5 and ignoring (window) slo_objective_window:milepost_slo_burn_rate:max"
                                + "{slo=\"success\",objective=\"Usable\",window=\"5m\"} > 2.5 and ignoring (window)"
                                + " slo_objective_window:milepost_slo_burn_valid:max"
                                + "{slo=\"success\",objective=\"Usable\",window=\"1h\"} >= 5 and ignoring (window)"
                                + " slo_objective_window:milepost_slo_burn_bad:max"
                                + "{slo=\"success\",objective=\"Usable\",window=\"1h\"} >= 2");
        assertThat(alerts.get(0).path("labels").toString())
                .isEqualTo("{\"severity\":\"page\",\"slo\":\"success\",\"objective\":\"Usable\",\"rule\":\"fast\","
                        + "\"service\":\"scaffolder\",\"owner\":\"group:default/platform\"}");
        assertThat(alerts.get(1).path("expr").asText()).endsWith("window=\"1h\"} == 0");
    }

    @Test
    void escapesTexts() {
        var slo = PrometheusFixtures.slo(
                "success", "'a \"b\" \\ {{ $value }}'", "0.8", PrometheusFixtures.ROLLING, PrometheusFixtures.POLICIES);
        var status = PrometheusFixtures.standing(slo, Map.of());

        var alert = rules(List.of(status)).stream()
                .filter(rule -> rule.has("alert"))
                .findFirst()
                .orElseThrow();

        assertThat(alert.path("expr").asText()).contains("objective=\"a \\\"b\\\" \\\\ {{ $value }}\"");
        assertThat(alert.path("labels").path("objective").asText()).isEqualTo("a \"b\" \\ {{ \"{{\" }} $value }}");
        assertThat(alert.path("annotations").path("description").asText())
                .endsWith("Runs succeed. {{ \"{{\" }} .Evil }}");
        assertThat(PromTool.problemsOf(RuleFile.write("x", List.of(status), Format.PROMETHEUS)))
                .isEmpty();
    }

    @Test
    void writesPrometheusRuleResource() {
        var slo = PrometheusFixtures.slo("success", "Usable", "0.95", PrometheusFixtures.CALENDAR, "");

        var resource = read(RuleFile.write(
                "milepost-slo-success", List.of(PrometheusFixtures.standing(slo, Map.of())), Format.KUBERNETES));

        assertThat(resource.path("kind").asText()).isEqualTo("PrometheusRule");
        assertThat(resource.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(resource.path("metadata").path("name").asText()).isEqualTo("milepost-slo-success");
        assertThat(resource.path("spec").path("groups").path(0).path("name").asText())
                .isEqualTo("milepost-slo-success");
        assertProblem(ProblemType.INVALID_REQUEST, () -> Format.of("terraform"))
                .hasMessage("format must be prometheus or kubernetes");
    }

    /** A law: of the gauges of a moment, alerts fire exactly where the API says so, whatever was counted. */
    @Test
    void firesLikeTheApi() {
        var statuses = standings();
        var gauges = PrometheusFixtures.series(Gauges.of(statuses));
        var expected = new TreeSet<String>();
        for (var status : statuses) {
            var evaluation = status.objectives().get(0);
            IntStream.range(0, evaluation.rules().size()).forEach(i -> {
                var name = status.slo().name() + " " + evaluation.ruleNames().get(i);
                fires(evaluation.rules().get(i)).forEach(alert -> expected.add(alert + " " + name));
            });
        }

        assertThat(new PromQlEvaluator(gauges).fire(rules(statuses))).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(25).anyMatch(alert -> alert.startsWith("SloDataMissing"));
        assertThat(PromTool.problemsOf(RuleFile.write("x", statuses, Format.PROMETHEUS)))
                .isEmpty();
        assertThat(PromTool.disagreements(RuleFile.write("x", statuses, Format.PROMETHEUS), gauges, expected))
                .isEmpty();
    }

    private static Set<String> fires(RuleEvaluation ruleEvaluation) {
        var alerts = new TreeSet<String>();
        // Prometheus keeps an alert firing itself, by keep_firing_for.
        if (ruleEvaluation.state() == RuleState.FIRING && !ruleEvaluation.kept()) {
            alerts.add("SloBurnRateExceeded");
        }
        if (ruleEvaluation.state() == RuleState.NO_DATA
                && ruleEvaluation.rule().alertWhen().noData()) {
            alerts.add("SloDataMissing");
        }
        return alerts;
    }

    private static List<SloStatus> standings() {
        var random = new Random(7);
        var slos = Stream.of("0.6", "0.8", "0.9", "0.95", "0.99")
                .flatMap(target -> Stream.of(
                        PrometheusFixtures.slo("rolling", "Usable", target, PrometheusFixtures.ROLLING, ""),
                        PrometheusFixtures.slo("calendar", "Usable", target, PrometheusFixtures.CALENDAR, "")))
                .toList();
        var own = PrometheusFixtures.slo(
                "own", "Usable", "0.6", PrometheusFixtures.ROLLING, PrometheusFixtures.POLICIES.replace("2.5", "1.25"));
        var statuses = new ArrayList<SloStatus>();
        for (int i = 0; i < 60; i++) {
            var slo = i % 6 == 0 ? own : slos.get(random.nextInt(slos.size()));
            statuses.add(PrometheusFixtures.standing(
                    PrometheusFixtures.named(slo, slo.name() + i), PrometheusFixtures.any(random)));
        }
        return statuses;
    }

    /** The rules of a file, of which every part is known. */
    private static List<JsonNode> rules(List<SloStatus> statuses) {
        var file = read(RuleFile.write("x", statuses, Format.PROMETHEUS));
        assertThat(names(file)).containsExactly("groups");
        var rules = new ArrayList<JsonNode>();
        for (var group : file.path("groups")) {
            assertThat(names(group)).containsExactly("name", "interval", "rules");
            group.path("rules").forEach(rules::add);
        }
        assertThat(rules)
                .allSatisfy(rule -> assertThat(names(rule))
                        .isIn(
                                List.of("record", "expr", "labels"),
                                List.of("alert", "expr", "labels", "annotations"),
                                List.of("alert", "expr", "keep_firing_for", "labels", "annotations"),
                                List.of("alert", "expr", "for", "keep_firing_for", "labels", "annotations")));
        assertThat(file.path("groups")).extracting(group -> group.path("name")).doesNotHaveDuplicates();
        return rules;
    }

    private static List<String> names(JsonNode map) {
        var names = new ArrayList<String>();
        map.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(String yaml) {
        var value = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(value);
    }
}
