package dev.milepost.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaugesTest {

    private static final String OF = "{objective=\"Usable\",slo=\"success\"}";

    @Test
    void exportStatusOfObjective() {
        var slo = PrometheusFixtures.slo("success", "Usable", "0.95", PrometheusFixtures.ROLLING, "");
        var counts = Map.of(PrometheusFixtures.NOW.minus(Duration.ofMinutes(3)), Counts.of(12, 28));

        var series = PrometheusFixtures.series(Gauges.of(List.of(PrometheusFixtures.standing(slo, counts))));

        assertThat(series)
                .containsEntry("milepost_slo_target" + OF, 0.95)
                .containsEntry("milepost_slo_sli" + OF, 0.3)
                .containsEntry("milepost_slo_valid" + OF, 40.0)
                .containsEntry("milepost_slo_good" + OF, 12.0)
                .containsEntry("milepost_slo_bad" + OF, 28.0)
                .containsEntry("milepost_slo_error_budget_remaining_ratio" + OF, -13.0)
                .containsEntry("milepost_slo_state{objective=\"Usable\",slo=\"success\",state=\"BREACHED\"}", 1.0)
                .containsEntry("milepost_slo_state{objective=\"Usable\",slo=\"success\",state=\"MET\"}", 0.0)
                .containsEntry("milepost_slo_burn_rate{objective=\"Usable\",slo=\"success\",window=\"5m\"}", 14.0)
                .containsEntry("milepost_slo_burn_bad{objective=\"Usable\",slo=\"success\",window=\"3d\"}", 28.0)
                .containsEntry(firing("2-percent-in-1h", "page"), 1.0)
                .containsEntry(
                        "milepost_slo_info{owner=\"group:default/platform\",service=\"scaffolder\",slo=\"success\",version=\"3\"}",
                        1.0);
    }

    private static String firing(String rule, String severity) {
        return "milepost_slo_rule_firing{objective=\"Usable\",rule=\"%s\",severity=\"%s\",slo=\"success\"}"
                .formatted(rule, severity);
    }

    @Test
    void omitUnknownValues() {
        var slo = PrometheusFixtures.slo("success", "Usable", "0.95", PrometheusFixtures.ROLLING, "");

        var series = PrometheusFixtures.series(Gauges.of(List.of(PrometheusFixtures.standing(slo, Map.of()))));

        assertThat(series)
                .containsEntry("milepost_slo_valid" + OF, 0.0)
                .containsEntry("milepost_slo_state{objective=\"Usable\",slo=\"success\",state=\"NO_DATA\"}", 1.0)
                .containsEntry(firing("2-percent-in-1h", "page"), 0.0);
        assertThat(series.keySet())
                .noneMatch(name -> name.startsWith("milepost_slo_sli"))
                .noneMatch(name -> name.startsWith("milepost_slo_error_budget"))
                .noneMatch(name -> name.startsWith("milepost_slo_burn_rate"));
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 5m", "PT1H, 1h", "PT90M, 90m", "PT72H, 3d", "PT5S, 5s", "PT25H, 25h"})
    void formatWindowsLikePrometheus(Duration window, String label) {
        assertThat(PromQl.duration(window)).isEqualTo(label);
    }
}
