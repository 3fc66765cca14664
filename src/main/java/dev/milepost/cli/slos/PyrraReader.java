package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the definitions of Pyrra: {@code ServiceLevelObjective}.
 *
 * @see <a href="https://github.com/pyrra-dev/pyrra">Pyrra</a>
 */
final class PyrraReader {

    private static final String API_GROUP = "pyrra.dev/";
    private static final String KIND = "ServiceLevelObjective";
    private static final Duration FOUR_WEEKS = Duration.ofDays(28);
    private static final Duration MAX_ALERT_AFTER = Duration.ofHours(6);

    /** Pyrra's windows for four weeks. For another window they are longer or shorter in proportion. */
    private static final List<AlertWindow> WINDOWS = List.of(
            new AlertWindow("burn-14x", "page", 14, "1h", "5m", "2m"),
            new AlertWindow("burn-7x", "page", 7, "6h", "30m", "15m"),
            new AlertWindow("burn-2x", "ticket", 2, "1d", "2h", "1h"),
            new AlertWindow("burn-1x", "ticket", 1, "4d", "6h", "3h"));

    private record AlertWindow(
            String name, String severity, int factor, String longWindow, String shortWindow, String alertAfter) {

        ImportedRule rule(Duration window) {
            var after = scaled(alertAfter, window);
            return new ImportedRule(
                    name,
                    severity,
                    BigDecimal.valueOf(factor),
                    atLeastOneMinute(scaled(longWindow, window)),
                    atLeastOneMinute(scaled(shortWindow, window)),
                    after.compareTo(MAX_ALERT_AFTER) > 0 ? MAX_ALERT_AFTER : after);
        }

        /** Rounds to whole minutes, as Pyrra does. */
        private static Duration scaled(String ofFourWeeks, Duration window) {
            var seconds = PrometheusDuration.parse(ofFourWeeks).orElseThrow().toSeconds()
                    * window.toSeconds()
                    / FOUR_WEEKS.toSeconds();
            return Duration.ofMinutes((seconds + 30) / 60);
        }

        private static Duration atLeastOneMinute(Duration duration) {
            return duration.isZero() ? Duration.ofMinutes(1) : duration;
        }
    }

    private final ImportFindings findings;
    private final DraftReader drafts;

    PyrraReader(EventMapping mapping, ImportFindings findings) {
        this.findings = findings;
        this.drafts = new DraftReader(mapping, findings);
    }

    static boolean reads(SourceNode document) {
        return document.member("apiVersion")
                        .text()
                        .filter(version -> version.startsWith(API_GROUP))
                        .isPresent()
                && document.member("kind").text().filter(KIND::equals).isPresent();
    }

    Optional<ImportedSlo> read(SourceNode document) {
        var metadata = document.member("metadata");
        var spec = document.member("spec");
        var given = metadata.member("name").text().orElse("");
        var name = drafts.name(metadata.member("name"), given);
        var percent = drafts.percent(spec.member("target"));
        var window = spec.member("window").text().flatMap(PrometheusDuration::parse);
        if (window.isEmpty() && percent.isPresent()) {
            findings.addLeftOut(spec.member("window"), "is not a duration of whole minutes");
        }
        if (percent.isEmpty() || window.isEmpty()) {
            document.markRead();
            return Optional.empty();
        }
        var labels = drafts.labels(List.of(metadata.member("labels")));
        var owner = drafts.owner(labels, List.of("owner", "team"));
        var service = Optional.ofNullable(labels.remove("service"));
        var alerting = spec.member("alerting");
        boolean silent = alerting.member("disabled").flag(false)
                | !alerting.member("burnrates").flag(true);
        if (alerting.member("absent").flag(true)) {
            alerting.member("absent").markRead();
        } else {
            findings.add(alerting.member("absent"), "has no equivalent: slo.data.missing is always sent");
        }
        if (MAX_ALERT_AFTER.compareTo(
                        Duration.ofHours(3).multipliedBy(window.get().toDays()).dividedBy(28))
                < 0) {
            findings.add(spec.member("window"), "makes alerts wait longer than 6 hours; they wait 6 hours");
        }
        return Optional.of(new ImportedSlo(
                document.pointer(),
                name,
                given.isEmpty() ? name : given,
                drafts.description(spec.member("description")),
                drafts.service(metadata.member("labels"), service.orElse(name)),
                owner,
                DraftReader.runbook(
                        metadata.member("annotations"), List.of("pyrra.dev/runbook_url", "pyrra.dev/runbook")),
                labels,
                percent.get(),
                PrometheusDuration.write(window.get()),
                drafts.indicator(name, spec.member("indicator"), PyrraReader::prometheus),
                drafts.thatCanFire(
                        spec.member("target"),
                        WINDOWS.stream().map(alert -> alert.rule(window.get())).toList(),
                        percent.get()),
                silent));
    }

    /** Returns the metrics as they are, in an SLI that Milepost refuses. */
    private static JsonNode prometheus(SourceNode indicator) {
        var spec = JsonNodeFactory.instance.objectNode();
        var metric = spec.putObject("ratioMetric");
        for (var kind : List.of("ratio", "latency", "latencyNative")) {
            var found = indicator.member(kind);
            if (found.exists()) {
                EventMapping.source(metric.putObject("total"), "prometheus").put("query", metric(found, "total"));
                var part = EventMapping.source(metric.putObject(kind.equals("ratio") ? "bad" : "good"), "prometheus");
                switch (kind) {
                    case "ratio" -> part.put("query", metric(found, "errors"));
                    case "latency" -> part.put("query", metric(found, "success"));
                    default ->
                        part.put("latency", found.member("latency").text().orElse(""));
                }
                return spec;
            }
        }
        EventMapping.source(metric.put("rawType", "success").putObject("raw"), "prometheus")
                .put(
                        "query",
                        indicator.member("bool_gauge").member("metric").text().orElse(""));
        return spec;
    }

    private static String metric(SourceNode indicator, String name) {
        return indicator.member(name).member("metric").text().orElse("");
    }
}
