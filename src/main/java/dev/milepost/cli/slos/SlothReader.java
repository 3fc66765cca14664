package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the definitions of Sloth: {@code prometheus/v1}, and {@code PrometheusServiceLevel} of Kubernetes.
 *
 * @see <a href="https://sloth.dev/specs/default/">Sloth's specification</a>
 */
final class SlothReader {

    private static final String VERSION = "prometheus/v1";
    private static final String API_GROUP = "sloth.slok.dev/";
    private static final String KIND = "PrometheusServiceLevel";

    /** Of the Site Reliability Workbook, which are Sloth's defaults for 28 and 30 days. */
    private static final List<AlertWindow> WINDOWS = List.of(
            new AlertWindow("page-quick", "page", "0.02", Duration.ofHours(1), Duration.ofMinutes(5)),
            new AlertWindow("page-slow", "page", "0.05", Duration.ofHours(6), Duration.ofMinutes(30)),
            new AlertWindow("ticket-quick", "ticket", "0.10", Duration.ofDays(1), Duration.ofHours(2)),
            new AlertWindow("ticket-slow", "ticket", "0.10", Duration.ofDays(3), Duration.ofHours(6)));

    private record AlertWindow(String name, String severity, String share, Duration longWindow, Duration shortWindow) {

        ImportedRule rule(Duration period) {
            var factor = new BigDecimal(share)
                    .multiply(BigDecimal.valueOf(period.toSeconds()))
                    .divide(BigDecimal.valueOf(longWindow.toSeconds()), 4, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            return new ImportedRule(name, severity, factor, longWindow, shortWindow, Duration.ZERO);
        }
    }

    private final Duration period;
    private final DraftReader drafts;

    /** @param period the window of all SLOs, which Sloth sets by a flag of its command */
    SlothReader(Duration period, EventMapping mapping, ImportFindings findings) {
        this.period = period;
        this.drafts = new DraftReader(mapping, findings);
    }

    static boolean reads(SourceNode document) {
        return document.member("version").text().filter(VERSION::equals).isPresent()
                || document.member("apiVersion")
                                .text()
                                .filter(version -> version.startsWith(API_GROUP))
                                .isPresent()
                        && document.member("kind").text().filter(KIND::equals).isPresent();
    }

    List<ImportedSlo> read(SourceNode document) {
        var spec = document.member("spec").exists() ? document.member("spec") : document;
        return spec.member("slos").elements().stream()
                .flatMap(slo -> read(spec, slo).stream())
                .toList();
    }

    private Optional<ImportedSlo> read(SourceNode spec, SourceNode slo) {
        var service = spec.member("service").text().orElse("");
        var given = slo.member("name").text().orElse("");
        var name = drafts.name(slo.member("name"), service.isEmpty() ? given : service + "-" + given);
        var percent = drafts.percent(slo.member("objective"));
        if (percent.isEmpty()) {
            slo.markRead();
            return Optional.empty();
        }
        var labels = drafts.labels(List.of(spec.member("labels"), slo.member("labels")));
        var owner = drafts.owner(labels, List.of("owner", "team"));
        var alerting = slo.member("alerting");
        boolean pages = isEnabled(alerting, "page_alert", "pageAlert");
        boolean tickets = isEnabled(alerting, "ticket_alert", "ticketAlert");
        var rules = new ArrayList<ImportedRule>();
        // With all of them it has the workbook's rules, as an SLO without alert policies.
        if (!pages || !tickets) {
            WINDOWS.stream()
                    .filter(window ->
                            pages == tickets || pages == window.severity().equals("page"))
                    .map(window -> window.rule(period))
                    .forEach(rules::add);
        }
        return Optional.of(new ImportedSlo(
                slo.pointer(),
                name,
                given.isEmpty() ? name : given,
                drafts.description(slo.member("description")),
                drafts.service(spec.member("service"), service.isEmpty() ? name : service),
                owner,
                DraftReader.runbook(alerting.member("annotations"), List.of("runbook_url", "runbook")),
                labels,
                percent.get(),
                PrometheusDuration.write(period),
                drafts.indicator(name, slo.member("sli"), SlothReader::prometheus),
                drafts.thatCanFire(slo.member("objective"), rules, percent.get()),
                !pages && !tickets));
    }

    private static boolean isEnabled(SourceNode alerting, String name, String camel) {
        return !alerting.member(name).member("disable").flag(false)
                && !alerting.member(camel).member("disable").flag(false);
    }

    /** Returns the queries as they are, in an SLI that Milepost refuses. */
    private static JsonNode prometheus(SourceNode sli) {
        var spec = JsonNodeFactory.instance.objectNode();
        var ratio = spec.putObject("ratioMetric");
        var events = sli.member("events");
        if (events.exists()) {
            EventMapping.source(ratio.putObject("total"), "prometheus")
                    .put("query", query(events, "total_query", "totalQuery"));
            EventMapping.source(ratio.putObject("bad"), "prometheus")
                    .put("query", query(events, "error_query", "errorQuery"));
            return spec;
        }
        var raw = sli.member("raw");
        var source = EventMapping.source(
                ratio.put("rawType", "failure").putObject("raw"), raw.exists() ? "prometheus" : "sloth-plugin");
        if (raw.exists()) {
            source.put("query", query(raw, "error_ratio_query", "errorRatioQuery"));
        } else {
            source.put("id", sli.member("plugin").member("id").text().orElse(""));
        }
        return spec;
    }

    /** The specification for files has names with {@code _}, and that for Kubernetes camel case. */
    private static String query(SourceNode of, String name, String camel) {
        return of.member(name).text().or(() -> of.member(camel).text()).orElse("");
    }
}
