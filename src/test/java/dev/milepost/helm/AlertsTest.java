package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What alerts and dashboards ask of Prometheus. That the service tells the metrics is held by {@link MetricsTest}. */
class AlertsTest {

    static final Path METRICS = Path.of("src/test/resources/helm/metrics.txt");

    /** Prometheus's own, and one that the served rules record. */
    private static final Set<String> OTHERS = Set.of("slo_objective_window:milepost_slo_burn_valid:max", "up");

    @Test
    void useMetricsOfTheService() throws IOException {
        var asked = new TreeSet<String>();
        Stream.concat(rules().map(rule -> rule.path("expr").asText()), Dashboards.expressions())
                .filter(expression -> !expression.isEmpty())
                .map(AlertsTest::withoutLabelValues)
                .forEach(expression -> asked.addAll(PromQl.metrics(expression)));
        asked.removeAll(OTHERS);

        assertThat(asked).containsExactlyElementsOf(Files.readAllLines(METRICS));
    }

    @Test
    void selectOnlyTheirRelease() {
        assertThat(rules())
                .allSatisfy(rule -> assertThat(rule.path("expr").asText())
                        .contains("namespace=\"delivery-platform\", job=\"milepost\""));
    }

    @Test
    void haveASeveritySummaryAndDescription() {
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(rule -> {
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank().doesNotContain("%!");
            assertThat(rule.at("/annotations/description").asText())
                    .isNotBlank()
                    .doesNotContain("%!");
            assertThat(rule.at("/labels/team").asText()).isEqualTo("platform");
            // The one of the service's own rules is that of the rule.
            assertThat(rule.at("/labels").has("severity")
                            || rule.path("expr").asText().contains("severity"))
                    .isTrue();
        });
    }

    @Test
    void provideDashboardsForGrafanaSidecar() throws IOException {
        var objects = Chart.render("everything");
        for (var name : new String[] {"pipeline", "four-keys", "slos"}) {
            var map = Chart.all("ConfigMap", objects).stream()
                    .filter(object -> object.at("/metadata/name").asText().equals("delivery-" + name))
                    .findFirst()
                    .orElseThrow();

            assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
            assertThat(map.at("/metadata/annotations/grafana_folder").asText()).isEqualTo("Platform");
            var written = map.path("data").path("milepost-" + name + ".json").asText();
            assertThat(new ObjectMapper().readTree(written))
                    .isEqualTo(new ObjectMapper()
                            .readTree(Dashboards.FOLDER.resolve(name + ".json").toFile()));
        }
    }

    @Test
    void placePanelsWithoutOverlap() {
        assertThat(Dashboards.all()).hasSize(3).allSatisfy(dashboard -> {
            var cells = dashboard
                    .path("panels")
                    .valueStream()
                    .flatMap(AlertsTest::cells)
                    .toList();
            assertThat(cells).doesNotHaveDuplicates();
            assertThat(dashboard
                            .path("panels")
                            .valueStream()
                            .map(panel -> panel.path("id").asInt()))
                    .doesNotHaveDuplicates();
        });
        assertThat(Dashboards.all().stream().map(each -> each.path("uid").asText()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(rate(a_total[5m])",
                "sum(rates(a_total[5m]))",
                "a_total{job=milepost}",
                "rate(a_total[5])",
                "a_total ~ 3",
                "sum by job (a_total)"
            })
    void detectInvalidQueries(String expression) {
        assertThatThrownBy(() -> assertThat(PromQl.metrics(expression)).containsExactly("a_total"))
                .isInstanceOf(AssertionError.class);
    }

    private static Stream<String> cells(JsonNode panel) {
        var at = panel.path("gridPos");
        int left = at.path("x").asInt();
        int top = at.path("y").asInt();
        return Stream.iterate(left, x -> x < left + at.path("w").asInt(), x -> x + 1)
                .flatMap(x -> Stream.iterate(top, y -> y < top + at.path("h").asInt(), y -> y + 1)
                        .map(y -> x + "/" + y));
    }

    /** Of {@code label_values(metric{…}, label)} the question in it. */
    private static String withoutLabelValues(String expression) {
        return expression.replaceFirst("^label_values\\((.*), [a-z_]+\\)$", "$1");
    }

    private static Stream<JsonNode> rules() {
        var rule = Chart.only("PrometheusRule", Chart.render("everything", Map.of("fullnameOverride", "milepost")));
        return rule.at("/spec/groups")
                .valueStream()
                .filter(group -> !group.path("name").asText().equals("ours"))
                .flatMap(group -> group.path("rules").valueStream());
    }
}
