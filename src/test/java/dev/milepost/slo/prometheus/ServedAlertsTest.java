package dev.milepost.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.prometheus.RuleFile.Format;
import dev.milepost.testing.Promtool;
import dev.milepost.testing.Promtool.Situation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The served alerts by Prometheus's own evaluation: firing, not firing, with a rate that flaps, silent, and of two installations. */
class ServedAlertsTest {

    private static final String BURNS = "SloBurnRateExceeded";
    private static final String MISSING = "SloDataMissing";

    @Test
    void fireWhenTheyShould() {
        var slo = PrometheusFixtures.slo(
                "success", "Usable", "0.8", PrometheusFixtures.ROLLING, PrometheusFixtures.POLICIES);
        var rules = RuleFile.write("x", List.of(PrometheusFixtures.standing(slo, Map.of())), Format.PROMETHEUS);

        assertThat(Promtool.test(
                        rules,
                        List.of(
                                new Situation("fires", BURNS, rates("one", "3x30"), "10m", 1),
                                new Situation("does not fire", BURNS, rates("one", "2.5x30"), "10m", 0),
                                new Situation(
                                        "is above the factor for a minute in two",
                                        BURNS,
                                        rates("one", flapping()),
                                        "11m",
                                        1),
                                new Situation("is kept for five minutes", BURNS, rates("one", "3x10 0x30"), "14m", 1),
                                new Situation("is over", BURNS, rates("one", "3x10 0x30"), "17m", 0),
                                new Situation("is silent", BURNS, Map.of(), "10m", 0),
                                new Situation("has too few events", BURNS, few(), "10m", 0),
                                new Situation(
                                        "is that of one of two installations", BURNS, two("3x30", "0x30"), "10m", 1),
                                new Situation("is that of both", BURNS, two("3x30", "3x30"), "10m", 2),
                                new Situation("fires", MISSING, valid("0x30"), "10m", 1),
                                new Situation("does not fire", MISSING, valid("1x30"), "10m", 0),
                                new Situation("flaps", MISSING, valid("0 1 0 1 0 1 0 1"), "7m", 0),
                                new Situation("is silent", MISSING, Map.of(), "10m", 0))))
                .isEmpty();
    }

    private static String flapping() {
        return IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? "3" : "0").collect(Collectors.joining(" "));
    }

    private static Map<String, String> rates(String install, String values) {
        var series = new TreeMap<String, String>();
        for (var window : new String[] {"1h", "5m"}) {
            series.put(series("milepost_slo_burn_rate", install, window), values);
            series.put(series("milepost_slo_burn_valid", install, window), "100x40");
            series.put(series("milepost_slo_burn_bad", install, window), "50x40");
        }
        return series;
    }

    private static Map<String, String> few() {
        var series = rates("one", "3x30");
        series.put(series("milepost_slo_burn_valid", "one", "1h"), "4x30");
        return series;
    }

    private static Map<String, String> two(String one, String other) {
        var series = rates("one", one);
        series.putAll(rates("other", other));
        return series;
    }

    private static Map<String, String> valid(String values) {
        return Map.of(series("milepost_slo_burn_valid", "one", "1h"), values);
    }

    private static String series(String metric, String install, String window) {
        return "%1$s{namespace=\"%2$s\",job=\"milepost\",pod=\"p\",install=\"%2$s\",slo=\"success\",objective=\"Usable\",window=\"%3$s\"}"
                .formatted(metric, install, window);
    }
}
