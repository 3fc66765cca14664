package dev.milepost.slo.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prometheus's own judgement of rules, where its {@code promtool} is installed; else it has nothing to say. */
final class PromTool {

    private static final Pattern ALERT = Pattern.compile("(\\S+) (\\S+) (.*)");

    private PromTool() {}

    /** What is wrong with a file of rules; empty where nothing is. */
    static String problemsOf(String rules) {
        return run(rules, null);
    }

    /** What fires otherwise than expected where series have had their values for a minute. */
    static String disagreements(String rules, Map<String, Double> series, Set<String> firing) {
        var test = new StringBuilder("rule_files: [rules.yaml]\nevaluation_interval: 15s\ntests:\n  - interval: 15s\n");
        test.append("    input_series:\n");
        series.forEach((name, value) -> test.append("      - {series: '%s', values: '%s+0x8'}\n"
                .formatted(
                        name.replace("'", "''"),
                        java.math.BigDecimal.valueOf(value).toPlainString())));
        test.append("    promql_expr_test:\n");
        for (var alert : Set.of("SloBurnRateExceeded", "SloDataMissing")) {
            test.append(
                    "      - expr: count by (alertname, slo, rule) (ALERTS{alertname=\"%s\",alertstate=\"firing\"})\n"
                            .formatted(alert));
            test.append("        eval_time: 1m\n        exp_samples:\n");
            firing.stream()
                    .map(ALERT::matcher)
                    .filter(form -> form.matches() && form.group(1).equals(alert))
                    .forEach(form ->
                            test.append("          - {labels: '{alertname=\"%s\",slo=\"%s\",rule=\"%s\"}', value: 1}\n"
                                    .formatted(form.group(1), form.group(2), form.group(3))));
        }
        return run(rules, test.toString());
    }

    private static String run(String rules, @org.jspecify.annotations.Nullable String test) {
        if (Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")))) {
            return "";
        }
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "promtool");
            Files.writeString(folder.resolve("rules.yaml"), rules);
            Files.writeString(folder.resolve("test.yaml"), test == null ? "" : test);
            var asked = test == null
                    ? new String[] {"promtool", "check", "rules", "rules.yaml"}
                    : new String[] {"promtool", "test", "rules", "test.yaml"};
            var process = new ProcessBuilder(asked)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
