package dev.milepost.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus's own tests of alerting rules. {@code promtool} is a part of Debian's package {@code prometheus}. Tests that
 * need it are skipped where it is not installed.
 */
public final class Promtool {

    private Promtool() {}

    /**
     * The values of series and whether an alert fires then.
     *
     * @param series values in the notation of promtool, one a minute, by series
     * @param at the time of the question, such as 20m
     * @param firing the number of alerts that fire
     */
    public record Situation(String name, String alert, Map<String, String> series, String at, int firing) {

        @Override
        public String toString() {
            return alert + ": " + name;
        }
    }

    /** Returns what is wrong; empty if nothing is. */
    public static String check(String rules) {
        return run(Map.of("rules.yaml", rules), null, "check", "rules", "rules.yaml");
    }

    /** Returns what is wrong with metrics in the text format of Prometheus; empty if nothing is. */
    public static String checkMetrics(String metrics) {
        return run(Map.of(), metrics, "check", "metrics");
    }

    /** Returns what fires otherwise than expected; empty if nothing does. */
    public static String test(String rules, List<Situation> situations) {
        var test = new StringBuilder("rule_files: [rules.yaml]\nevaluation_interval: 1m\ntests:\n");
        for (var situation : situations) {
            test.append("  - interval: 1m\n    name: %s\n".formatted(quoted(situation.toString())));
            test.append("    input_series:").append(situation.series().isEmpty() ? " []\n" : "\n");
            situation
                    .series()
                    .forEach((name, values) ->
                            test.append("      - {series: %s, values: '%s'}\n".formatted(quoted(name), values)));
            test.append("    promql_expr_test:\n      - expr: %s\n        eval_time: %s\n        exp_samples: %s\n"
                    .formatted(
                            quoted("count(ALERTS{alertname=\"%s\",alertstate=\"firing\"})"
                                    .formatted(situation.alert())),
                            situation.at(),
                            situation.firing() == 0
                                    ? "[]"
                                    : "[{labels: '{}', value: %d}]".formatted(situation.firing())));
        }
        return run(Map.of("rules.yaml", rules, "test.yaml", test.toString()), null, "test", "rules", "test.yaml");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String run(Map<String, String> files, @Nullable String input, String... arguments) {
        assumeTrue(isInstalled(), "promtool is not installed: apt-get install prometheus");
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "promtool");
            for (var file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(folder.resolve("input"), input == null ? "" : input);
            var process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                            .toList())
                    .directory(folder.toFile())
                    .redirectInput(folder.resolve("input").toFile())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }
}
