package dev.milepost.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.objectives.RuleStanding;
import dev.milepost.objectives.RuleState;
import dev.milepost.prometheus.RuleFile.Format;
import dev.milepost.slo.Standing;
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
    void recordsAndAlerts() {
        var slo = Samples.slo("success", "Usable", "0.8", Samples.ROLLING, Samples.POLICIES);
        var rules = rules(List.of(Samples.standing(slo, Map.of())));

        assertThat(rules).extracting(rule -> rule.path("record").asText("")).contains(RecordedRules.BURN_RATE);
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
    void takesNoTextForMoreThanText() {
        var slo = Samples.slo("success", "'a \"b\" \\ {{ $value }}'", "0.8", Samples.ROLLING, Samples.POLICIES);
        var standing = Samples.standing(slo, Map.of());

        var alert = rules(List.of(standing)).stream()
                .filter(rule -> rule.has("alert"))
                .findFirst()
                .orElseThrow();

        assertThat(alert.path("expr").asText()).contains("objective=\"a \\\"b\\\" \\\\ {{ $value }}\"");
        assertThat(alert.path("labels").path("objective").asText()).isEqualTo("a \"b\" \\ {{ \"{{\" }} $value }}");
        assertThat(alert.path("annotations").path("description").asText())
                .endsWith("Runs succeed. {{ \"{{\" }} .Evil }}");
        assertThat(PromTool.problemsOf(RuleFile.write("x", List.of(standing), Format.PROMETHEUS)))
                .isEmpty();
    }

    @Test
    void writesAResourceOfTheOperator() {
        var slo = Samples.slo("success", "Usable", "0.95", Samples.CALENDAR, "");

        var resource = read(
                RuleFile.write("milepost-slo-success", List.of(Samples.standing(slo, Map.of())), Format.KUBERNETES));

        assertThat(resource.path("kind").asText()).isEqualTo("PrometheusRule");
        assertThat(resource.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(resource.path("metadata").path("name").asText()).isEqualTo("milepost-slo-success");
        assertThat(resource.path("spec").path("groups").path(0).path("name").asText())
                .isEqualTo("milepost-slo-success");
        assertThatThrownBy(() -> Format.of("terraform")).isInstanceOf(UnknownRuleFormat.class);
    }

    /** A law: of the gauges of a moment, alerts fire exactly where the API says so, whatever was counted. */
    @Test
    void firesWhereTheApiSaysSo() {
        var standings = standings();
        var gauges = Samples.series(Gauges.of(standings));
        var expected = new TreeSet<String>();
        for (var standing : standings) {
            var evaluation = standing.objectives().get(0).evaluation();
            IntStream.range(0, evaluation.rules().size()).forEach(i -> {
                var name = standing.slo().name() + " " + evaluation.ruleNames().get(i);
                fires(evaluation.rules().get(i)).forEach(alert -> expected.add(alert + " " + name));
            });
        }

        assertThat(new Expressions(gauges).fire(rules(standings))).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(25).anyMatch(alert -> alert.startsWith("SloDataMissing"));
        assertThat(PromTool.problemsOf(RuleFile.write("x", standings, Format.PROMETHEUS)))
                .isEmpty();
        assertThat(PromTool.disagreements(RuleFile.write("x", standings, Format.PROMETHEUS), gauges, expected))
                .isEmpty();
    }

    private static Set<String> fires(RuleStanding standing) {
        var alerts = new TreeSet<String>();
        if (standing.state() == RuleState.FIRING) {
            alerts.add("SloBurnRateExceeded");
        }
        if (standing.state() == RuleState.NO_DATA && standing.rule().telling().noData()) {
            alerts.add("SloDataMissing");
        }
        return alerts;
    }

    private static List<Standing> standings() {
        var random = new Random(7);
        var slos = Stream.of("0.6", "0.8", "0.9", "0.95", "0.99")
                .flatMap(target -> Stream.of(
                        Samples.slo("rolling", "Usable", target, Samples.ROLLING, ""),
                        Samples.slo("calendar", "Usable", target, Samples.CALENDAR, "")))
                .toList();
        var own = Samples.slo("own", "Usable", "0.6", Samples.ROLLING, Samples.POLICIES.replace("2.5", "1.25"));
        var standings = new ArrayList<Standing>();
        for (int i = 0; i < 60; i++) {
            var slo = i % 6 == 0 ? own : slos.get(random.nextInt(slos.size()));
            standings.add(Samples.standing(Samples.named(slo, slo.name() + i), Samples.any(random)));
        }
        return standings;
    }

    /** The rules of a file, of which every part is known. */
    private static List<JsonNode> rules(List<Standing> standings) {
        var file = read(RuleFile.write("x", standings, Format.PROMETHEUS));
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
                                List.of("alert", "expr", "for", "labels", "annotations")));
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
