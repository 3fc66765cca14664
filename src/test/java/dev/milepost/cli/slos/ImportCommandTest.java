package dev.milepost.cli.slos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.slo.objectives.BurnRateRule;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

    private static final String CASES = "src/test/resources/slo-import/";

    @TempDir
    Path folder;

    private String written = "";
    private String findings = "";

    @Test
    void keepsQueriesOfPrometheusInDocumentsThatAreRefused() throws IOException {
        assertThat(run(CASES + "sloth.yaml")).isEqualTo(1);

        assertThat(written)
                .contains("# From sloth.yaml /slos/0")
                .contains(
                        "# TO BE COMPLETED: /spec/indicator/spec/ratioMetric/total/metricSource/type must be milepost,"
                                + " but is prometheus")
                .contains("query: \"sum(rate(http_requests_total{job=\\\"checkout\\\"}[{{.window}}]))\"")
                .contains("rawType: failure")
                .contains("id: sloth-common/coredns/availability");
        assertThat(findings)
                .contains("/service: is written as checkout-api")
                .contains("/slos/0/sli: is not computed by Milepost, which counts events: name an event type by"
                        + " --indicator checkout-api-requests-availability=EVENT_TYPE")
                .contains("/slos/3/objective: is not a target from 0 to less than 100 percent")
                .contains("3 SLOs written, 3 of them to be completed, 1 left out");
        assertThat(lint(written)).isEqualTo(1);
    }

    /** Everything of the first SLO is in the document or in a finding. */
    @Test
    void convertsSloth() {
        // One has a target of 100 %.
        assertThat(run(CASES + "sloth.yaml", "--indicator", "deploy.completed")).isEqualTo(1);

        var slos = slos();
        var first = slos.get(0);
        assertThat(first.name()).isEqualTo("checkout-api-requests-availability");
        assertThat(first.description().displayName()).isEqualTo("requests-availability");
        assertThat(first.description().text()).startsWith("Requests are answered");
        assertThat(first.description().service()).isEqualTo("checkout-api");
        assertThat(first.description().owner()).isEqualTo("group:default/payments");
        assertThat(first.description().runbook()).isEqualTo("https://runbooks.example/checkout");
        assertThat(first.objectives().get(0).target().ratio()).isEqualByComparingTo("0.999");
        assertThat(first.indicator().types()).containsExactly("deploy.completed");
        assertThat(first.ownRules()).isEmpty();
        assertThat(written).contains("duration: \"30d\"", "category: availability", "tier: \"2\"");
        assertThat(lines("sloth.yaml: "))
                .contains(
                        "/labels/app.kubernetes.io~1part-of: has no equivalent",
                        "/slo_plugins: has no equivalent",
                        "/slos/0/alerting/name: has no equivalent",
                        "/slos/0/alerting/annotations/summary: has no equivalent",
                        "/slos/0/alerting/page_alert: has no equivalent: alerts have the severity page or ticket");
        assertThat(lines("sloth.yaml: "))
                .noneMatch(line -> line.startsWith("/slos/0/sli/") || line.startsWith("/slos/3/sli"));
    }

    @Test
    void keepsDisabledAlertsOfSloth() {
        run(CASES + "sloth.yaml", "--indicator", "deploy.completed", "--sloth-period", "4w");

        assertThat(rules(slos().get(1)))
                .extracting(BurnRateRule::severity, BurnRateRule::factor, BurnRateRule::longWindow)
                .containsExactly(
                        tuple("ticket", new BigDecimal("2.8"), Duration.ofDays(1)),
                        tuple("ticket", new BigDecimal("0.9333"), Duration.ofDays(3)));
        assertThat(rules(slos().get(2)))
                .hasSize(4)
                .noneMatch(
                        rule -> rule.alertWhen().breaching() || rule.alertWhen().resolved());
    }

    @Test
    void convertsSlothOfKubernetes() {
        assertThat(run(CASES + "sloth-kubernetes.yaml", "--indicator", "home-wifi-good-signal=probe.completed"))
                .isZero();

        var slo = slos().get(0);
        assertThat(slo.description().owner()).isEqualTo("group:default/network");
        assertThat(rules(slo)).extracting(BurnRateRule::severity).containsOnly("ticket");
        assertThat(lines("sloth-kubernetes.yaml: ")).contains("/metadata: has no equivalent");
    }

    @Test
    void convertsPyrra() {
        var status = run(
                CASES + "pyrra.yaml",
                "--indicator",
                "deploy-errors=deploy.completed",
                "--good",
                "data.status != \"failure\"");

        // One has no event type, and one document is of another kind.
        assertThat(status).isEqualTo(1);
        var documents = written.split("(?m)^---$", -1);
        var slo = slos(documents[1]).get(0);
        assertThat(slo.name()).isEqualTo("deploy-errors");
        assertThat(slo.description().service()).isEqualTo("deployer");
        assertThat(slo.description().owner()).isEqualTo("group:default/platform");
        assertThat(slo.objectives().get(0).target().ratio()).isEqualByComparingTo("0.995");
        assertThat(documents[1])
                .contains("duration: \"14d\"", "prometheus: k8s", "filter: \"data.status != \\\"failure\\\"\"");
        assertThat(rules(slo))
                .extracting(
                        BurnRateRule::factor,
                        BurnRateRule::longWindow,
                        BurnRateRule::shortWindow,
                        BurnRateRule::alertAfter)
                .containsExactly(
                        rule("14", 30, 3, 1), rule("7", 180, 15, 8), rule("2", 720, 60, 30), rule("1", 2880, 180, 90));
        assertThat(documents[2]).contains("latency: \"200ms\"", "TO BE COMPLETED");
        assertThat(lines("pyrra.yaml: "))
                .contains(
                        "/metadata/namespace: has no equivalent",
                        "/metadata/annotations/pyrra.dev~1dashboard: has no equivalent",
                        "/spec/alerting/name: has no equivalent",
                        "/spec/alerting/absent: has no equivalent: slo.data.missing is always sent",
                        "/spec/target: is too low for the alert burn-14x, which could never fire; it is left out",
                        "/: is neither a definition of Sloth nor one of Pyrra; it is left out");
        assertThat(documents[2]).contains("alertWhenBreaching: false");
    }

    @Test
    void refusesNamesThatNoSloHas() {
        assertThat(run(CASES + "pyrra.yaml", "--indicator", "deploy-error=deploy.completed"))
                .isEqualTo(1);
        assertThat(findings).contains("--indicator names deploy-error, which none of the written SLOs has");
        assertThat(run(CASES + "pyrra.yaml", "--indicator", "a.b", "--indicator", "c.d"))
                .isEqualTo(2);
        assertThat(run(CASES + "no-such-file.yaml")).isEqualTo(2);
        assertThat(run(CASES + "pyrra.yaml", "--indicator", "deploy.complete")).isEqualTo(1);
        assertThat(written).contains("did you mean deploy.completed?");
    }

    @Test
    void lintsWhatItWrites() throws IOException {
        run(CASES + "sloth.yaml", "--indicator", "deploy.completed");

        assertThat(lint(written)).isZero();
        assertThat(findings).contains("3 SLOs, no errors");
        assertThat(lint("kind: [")).isEqualTo(1);
        assertThat(lint("kind: SLO")).isEqualTo(1);
    }

    private static Tuple rule(String factor, int longWindow, int shortWindow, int after) {
        return tuple(
                new BigDecimal(factor),
                Duration.ofMinutes(longWindow),
                Duration.ofMinutes(shortWindow),
                Duration.ofMinutes(after));
    }

    private static List<BurnRateRule> rules(Slo slo) {
        return slo.ownRules().orElseThrow();
    }

    private List<Slo> slos() {
        return slos(written);
    }

    private static List<Slo> slos(String documents) {
        return SloReader.read(OpenSloReader.read(documents.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML));
    }

    private List<String> lines(String prefix) {
        return findings.lines()
                .filter(line -> line.contains(prefix))
                .map(line -> line.substring(line.indexOf(prefix) + prefix.length()))
                .toList();
    }

    private int lint(String documents) throws IOException {
        var file = Files.writeString(folder.resolve("slos.yaml"), documents);
        var out = new ByteArrayOutputStream();
        var command = new SloLintCommand();
        new CommandLine(command).parseArgs(file.toString());
        int status = command.run(print(out), print(out));
        findings = out.toString(StandardCharsets.UTF_8);
        return status;
    }

    private int run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var command = new ImportCommand();
        new CommandLine(command).parseArgs(new ArrayList<>(List.of(arguments)).toArray(String[]::new));
        int status = command.run(print(out), print(err));
        written = out.toString(StandardCharsets.UTF_8);
        findings = err.toString(StandardCharsets.UTF_8);
        return status;
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
