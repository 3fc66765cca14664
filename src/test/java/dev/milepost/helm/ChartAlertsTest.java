package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.testing.Promtool;
import dev.milepost.testing.Promtool.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alert of the chart by Prometheus's own evaluation: when it fires, when not, with a value that flaps, and silent. */
class ChartAlertsTest {

    private static final String OWN = "namespace=\"delivery-platform\",job=\"milepost\"";
    private static final String OF_SLO = "install=\"milepost\",slo=\"s\",objective=\"o\"";

    private final List<Situation> situations = new ArrayList<>();

    @Test
    void fireWhenTheyShould() {
        pipeline();
        requests();
        objectives();
        catalog();

        assertThat(Promtool.check(rules())).isEmpty();
        assertThat(Promtool.test(rules(), situations)).isEmpty();
    }

    /** Each alert has each of the four situations, so that a new alert needs its tests. */
    @Test
    void haveTests() {
        pipeline();
        requests();
        objectives();
        catalog();

        for (var name : List.of("fires", "does not fire", "flaps", "is silent")) {
            var tested = new TreeSet<String>();
            situations.stream()
                    .filter(situation -> situation.name().equals(name))
                    .forEach(situation -> tested.add(situation.alert()));
            assertThat(tested).as(name).isEqualTo(alerts());
        }
    }

    private void pipeline() {
        add("MilepostAway", "fires", "15m", 1, "up", "1x5 0x20");
        add("MilepostAway", "does not fire", "20m", 0, "up", "1x30");
        add("MilepostAway", "flaps", "20m", 0, "up", flapping("1", "0"));
        // Nothing is scraped at all: this alert is about that.
        add("MilepostAway", "is silent", "20m", 1);
        add("MilepostUnready", "fires", "20m", 1, "process_uptime_seconds", "0+60x30");
        add(
                "MilepostUnready",
                "does not fire",
                "20m",
                0,
                "process_uptime_seconds",
                "0+60x30",
                "milepost_pipeline_lag_events",
                "0x30");
        add(
                "MilepostUnready",
                "flaps",
                "20m",
                0,
                "process_uptime_seconds",
                "0+60x30",
                "milepost_pipeline_lag_events",
                flapping("0", "_"));
        add("MilepostUnready", "is silent", "20m", 0);
        add("MilepostLags", "fires", "15m", 1, "milepost_pipeline_lag_seconds", "400x30");
        add("MilepostLags", "does not fire", "15m", 0, "milepost_pipeline_lag_seconds", "300x30");
        add("MilepostLags", "flaps", "20m", 0, "milepost_pipeline_lag_seconds", flapping("400", "0"));
        add("MilepostLags", "is silent", "15m", 0);
        var waiting = "milepost_pipeline_lag_events";
        var records = "milepost_pipeline_records_total";
        var services = "milepost_recomputation_services_total";
        add("MilepostStuck", "fires", "30m", 1, waiting, "5x40", records, "100x40", services, "3x40");
        add("MilepostStuck", "does not fire", "30m", 0, waiting, "5x40", records, "100+5x40", services, "3x40");
        add("MilepostStuck", "flaps", "20m", 0, waiting, flapping("5", "0"), records, "100x40", services, "3x40");
        add("MilepostStuck", "is silent", "30m", 0);
        add("MilepostRecomputationFails", "fires", "40m", 1, "milepost_recomputation_failures_total", "0+1x60");
        add("MilepostRecomputationFails", "does not fire", "40m", 0, "milepost_recomputation_failures_total", "0x60");
        add(
                "MilepostRecomputationFails",
                "flaps",
                "20m",
                0,
                "milepost_recomputation_postponed_services",
                flapping("1", "0"));
        add("MilepostRecomputationFails", "is silent", "40m", 0);
        add("MilepostQuarantines", "fires", "10m", 1, "milepost_quarantine_events", "2x20");
        add("MilepostQuarantines", "does not fire", "10m", 0, "milepost_quarantine_events", "0x20");
        add("MilepostQuarantines", "flaps", "20m", 0, "milepost_quarantine_events", flapping("1", "0"));
        add("MilepostQuarantines", "is silent", "10m", 0);
        add("MilepostOutboxWaits", "fires", "35m", 1, "milepost_outbox_messages", "3x60");
        add("MilepostOutboxWaits", "does not fire", "35m", 0, "milepost_outbox_messages", "0x60");
        add("MilepostOutboxWaits", "flaps", "20m", 0, "milepost_outbox_messages", flapping("3", "0"));
        add("MilepostOutboxWaits", "is silent", "35m", 0);
    }

    private void requests() {
        var good = "http_server_requests_seconds_count{status=\"200\"}";
        var bad = "http_server_requests_seconds_count{status=\"500\"}";
        add("MilepostAnswersWithFaults", "fires", "25m", 1, good, "0+100x40", bad, "0+10x40");
        add("MilepostAnswersWithFaults", "does not fire", "25m", 0, good, "0+100x40", bad, "0+1x40");
        // A burst of a minute, above the ratio for the ten minutes that the rate covers and no longer.
        add("MilepostAnswersWithFaults", "flaps", "30m", 0, good, "0+100x40", bad, "0x5 50x40");
        add("MilepostAnswersWithFaults", "is silent", "25m", 0);
    }

    private void objectives() {
        var firing = "milepost_slo_rule_firing{%s,rule=\"r\",severity=\"page\"}".formatted(OF_SLO);
        add("MilepostErrorBudgetBurns", "fires", "5m", 1, firing, "0x2 1x10");
        add("MilepostErrorBudgetBurns", "does not fire", "5m", 0, firing, "0x10");
        add("MilepostErrorBudgetBurns", "flaps", "11m", 1, firing, flapping("1", "0"));
        add("MilepostErrorBudgetBurns", "is silent", "5m", 0);
        add("MilepostErrorBudgetBurns", "is over", "15m", 0, firing, "1x5 0x20");
        add(
                "MilepostErrorBudgetBurns",
                "leaves it to the served rules",
                "5m",
                0,
                firing,
                "1x10",
                "slo_objective_window:milepost_slo_burn_valid:max{%s,window=\"1h\"}".formatted(OF_SLO),
                "5x10");
        var remaining = "milepost_slo_error_budget_remaining_ratio{%s}".formatted(OF_SLO);
        var bad = "milepost_slo_bad{%s}".formatted(OF_SLO);
        var insufficient = "milepost_slo_state{%s,state=\"INSUFFICIENT_DATA\"}".formatted(OF_SLO);
        var breached = "milepost_slo_state{%s,state=\"LIKELY_BREACHED\"}".formatted(OF_SLO);
        var spent = "MilepostErrorBudgetSpent";
        add(spent, "fires", "20m", 1, remaining, "-0.5x40", bad, "3x40", insufficient, "0x40", breached, "1x40");
        add(spent, "does not fire", "20m", 0, remaining, "0.1x40", bad, "3x40", insufficient, "0x40", breached, "0x40");
        add(spent, "flaps", "20m", 0, remaining, flapping("-0.1", "0.1"), bad, "3x40");
        add(spent, "is silent", "20m", 0);
        // One bad run of one is overspent by 1900 %, and explains nothing.
        add(spent, "has insufficient data", "30m", 0, remaining, "-19x60", insufficient, "1x60");
        add(
                spent,
                "has one bad event",
                "30m",
                0,
                remaining,
                "-0.5x60",
                bad,
                "1x60",
                insufficient,
                "0x60",
                breached,
                "1x60");
        add(spent, "fires for the series of one of two pods", "20m", 1, remaining, "-0.5x40");
    }

    private void catalog() {
        var last = "milepost_catalog_last_sync_seconds";
        add("MilepostCatalogSilent", "fires", "400m", 1, last, "60x800");
        add("MilepostCatalogSilent", "does not fire", "400m", 0, last, "0+60x800");
        // A sync every five hours, or a pod that has not read it yet.
        add("MilepostCatalogSilent", "flaps", "500m", 0, last, "18000x800", last + "{pod=\"new\"}", "0x800");
        add("MilepostCatalogSilent", "is silent", "400m", 0);
        add("MilepostCatalogSilent", "was never synced", "700m", 0, last, "0x800");
    }

    private static String flapping(String one, String other) {
        return Stream.iterate(0, i -> i < 40, i -> i + 1)
                .map(i -> i % 2 == 0 ? one : other)
                .collect(Collectors.joining(" "));
    }

    /** @param series names and values in turn */
    private void add(String alert, String name, String at, int firing, String... series) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < series.length; i += 2) {
            values.put(own(series[i]), series[i + 1]);
        }
        situations.add(new Situation(name, alert, values, at, firing));
    }

    private static String own(String series) {
        int brace = series.indexOf('{');
        return brace < 0
                ? "%s{%s}".formatted(series, OWN)
                : "%s{%s,%s".formatted(series.substring(0, brace), OWN, series.substring(brace + 1));
    }

    private static TreeSet<String> alerts() {
        return spec().path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule -> rule.path("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String rules() {
        return spec().toString();
    }

    private static JsonNode spec() {
        return Chart.only("PrometheusRule", Chart.render("minimal", Map.of("metrics.rules.enabled", "true")))
                .path("spec");
    }
}
