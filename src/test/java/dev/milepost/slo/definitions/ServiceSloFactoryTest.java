package dev.milepost.slo.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.sync.SloAnnotatedServices.AnnotatedService;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.SliEvent;
import dev.milepost.slo.openslo.OpenSloWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSloFactoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ServiceSloFactory FORMS = new ServiceSloFactory(
            TestDefinitions.config("https://wiki.example.com/{name}"),
            "(?:\\Qproduction\\E|\\Qprod\\E)(?:[-_/0-9].*)?");

    private static final Map<String, String> ALL = Map.of(
            "milepost.dev/slo-deployment-success", "97.5% over 90d",
            "milepost.dev/slo-change-failure-rate", "15%",
            "milepost.dev/slo-restore-time", "90% within 4h over 4w");

    @Test
    void createsObjectivePerAnnotation() {
        var slos = slos("payments-api", "team-payments", ALL);

        assertThat(slos)
                .extracting(SloDefinition::name)
                .containsExactly(
                        "payments-api-deployment-success",
                        "payments-api-change-failure-rate",
                        "payments-api-restore-time");
        assertThat(slos)
                .extracting(
                        slo -> slo.slo().objectives().get(0).target().ratio().toPlainString())
                .containsExactly("0.975", "0.85", "0.9");
        assertThat(slos)
                .extracting(slo -> slo.slo().window().at(Instant.EPOCH).length())
                .containsExactly(Duration.ofDays(90), Duration.ofDays(28), Duration.ofDays(28));
        assertThat(slos).allSatisfy(slo -> {
            assertThat(slo.version()).isZero();
            assertThat(slo.slo().description().owner()).isEqualTo("group:default/team-payments");
            assertThat(slo.slo().description().runbook()).startsWith("https://wiki.example.com/");
            assertThat(OpenSloWriter.write(slo.documents())).doesNotContain("{", "}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'prod', success, GOOD",
        "'prod-eu', failure, BAD",
        "'PROD', failure, BAD",
        "'prod', cancelled, EXCLUDED",
        "'staging', failure, ",
        "'preprod', failure, ",
        "'blue', failure, BAD",
        "'prod-lab', failure, ",
        "'a.b', failure, BAD",
        "'axb', failure, "
    })
    void countsDeploymentsToProduction(String environment, String status, Outcome.@Nullable Kind kind) {
        var slo = slos("payments-api", null, ALL).get(0);

        assertThat(outcome(slo, deployment("payments-api", environment, status)))
                .isEqualTo(kind);
        assertThat(outcome(slo, deployment("orders", environment, status))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'web (Production)', production, BAD",
        "'prod', staging, ",
        "'prod-lab', production, BAD",
        "'blue', testing, ",
        "'qa', other, "
    })
    void prefersTierThatEventsName(String environment, String tier, Outcome.@Nullable Kind kind) {
        var deployment = event("deploy.completed", 0, """
                {"service_id": "payments-api", "deployment_id": "d", "environment": "%s", "environment_tier": "%s",
                 "status": "failure"}""".formatted(environment, tier));

        assertThat(outcome(slos("payments-api", null, ALL).get(0), deployment)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "'', GOOD",
        "', \"environment\": \"prod\"', GOOD",
        "', \"environment\": \"lab\"', ",
        "', \"environment_tier\": \"staging\"', ",
        "', \"environment_tier\": \"production\"', GOOD",
        "', \"environment\": \"lab\", \"environment_tier\": \"production\"', GOOD",
        "', \"environment\": \"prod\", \"environment_tier\": \"testing\"', "
    })
    void measuresIncidentsOfProduction(String fields, Outcome.@Nullable Kind kind) {
        var data = "{\"service_id\": \"payments-api\", \"incident_id\": \"i\"%s}".formatted(fields);

        assertThat(outcome(
                        slos("payments-api", null, ALL).get(2),
                        event("incident.opened", 0, data),
                        event("incident.resolved", 60, data)))
                .isEqualTo(kind);
    }

    @Test
    void countsIncidentsOfDeployments() {
        var slo = slos("payments-api", null, ALL).get(1);
        var deployment = deployment("payments-api", "prod", "success");
        var incident = event("incident.opened", 60, """
                {"service_id": "payments-api", "incident_id": "i", "deployment_id": "d"}""");

        var external = event("incident.opened", 90, """
                {"service_id": "payments-api", "incident_id": "j", "deployment_id": "d", "cause": "external"}""");

        assertThat(outcome(slo, deployment)).isEqualTo(Outcome.Kind.GOOD);
        assertThat(outcome(slo, deployment, external)).isEqualTo(Outcome.Kind.GOOD);
        assertThat(outcome(slo, deployment, incident)).isEqualTo(Outcome.Kind.BAD);
        assertThat(outcome(slo, deployment("payments-api", "prod", "failure"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"14400, GOOD", "14401, BAD"})
    void measuresIncidentDuration(int seconds, Outcome.Kind kind) {
        var slo = slos("payments-api", null, ALL).get(2);

        assertThat(outcome(
                        slo,
                        event("incident.opened", 0, "{\"service_id\": \"payments-api\", \"incident_id\": \"i\"}"),
                        event("incident.resolved", seconds, """
                                {"service_id": "payments-api", "incident_id": "i", "environment": "production"}""")))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"1m, 60", "90m, 5400", "4h, 14400", "2d, 172800"})
    void acceptsMinutesHoursAndDays(String within, long seconds) {
        var slo = slos("payments-api", null, Map.of("milepost.dev/slo-restore-time", "90% within " + within))
                .get(0);

        assertThat(slo.slo().indicator().goodDuration().orElseThrow().seconds())
                .isEqualByComparingTo(BigDecimal.valueOf(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "slo-deployment-success, 95",
        "slo-deployment-success, 100%",
        "slo-deployment-success, 95% within 4h",
        "slo-deployment-success, 95% over 1M",
        "slo-deployment-success, 95% over 367d",
        "slo-change-failure-rate, 0%",
        "slo-restore-time, 90%",
        "slo-restore-time, 90% within 0h",
        "slo-restore-time, 90% within a day",
        "slo-latency, 90%"
    })
    void ignoresMalformedAnnotations(String annotation, String value) {
        assertThat(slos("payments-api", null, Map.of("milepost.dev/" + annotation, value)))
                .isEmpty();
    }

    @Test
    void acceptsAnyServiceName() {
        var names = List.of(
                "a",
                "A",
                "a_b",
                "a-b",
                "a.b",
                "x".repeat(200),
                "\"; drop",
                "\\Q",
                "{production}",
                "日本",
                "-a-",
                "team/svc:1");

        var slos = names.stream()
                .map(name -> slos(name, null, Map.of("milepost.dev/slo-deployment-success", "95%"))
                        .get(0))
                .toList();

        assertThat(slos).extracting(SloDefinition::name).doesNotHaveDuplicates();
        for (int i = 0; i < names.size(); i++) {
            assertThat(outcome(slos.get(i), deployment(names.get(i), "prod", "success")))
                    .isEqualTo(Outcome.Kind.GOOD);
            assertThat(outcome(slos.get(i), deployment("other", "prod", "success")))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"team-a, group:default/team-a", "finance/team-a, group:finance/team-a", "user:jane, "})
    void inheritsOwnerOfService(String owner, @Nullable String group) {
        var slo = slos("a", owner, Map.of("milepost.dev/slo-deployment-success", "95%"))
                .get(0);

        assertThat(slo.slo().description().owner()).isEqualTo(group);
    }

    private static List<SloDefinition> slos(String service, @Nullable String owner, Map<String, String> annotations) {
        var said = new AnnotatedService(
                service, owner, annotations, Map.of("blue", "production", "a.b", "production", "prod-lab", "testing"));
        return Arrays.stream(ObjectiveAnnotation.Kind.values())
                .flatMap(kind -> ObjectiveAnnotation.of(kind, annotations).stream())
                .map(aim -> FORMS.create(said, aim))
                .toList();
    }

    /** What becomes of events; null where they are not meant. */
    private static Outcome.@Nullable Kind outcome(SloDefinition slo, SliEvent... events) {
        var indicator = slo.slo().indicator();
        var heard = Arrays.stream(events)
                .filter(event -> indicator.groupingKey(event).isPresent())
                .toList();
        var kind = indicator.outcome(heard).kind();
        return kind == Outcome.Kind.OPEN ? null : kind;
    }

    private static SliEvent deployment(String service, String environment, String status) {
        var data = JSON.createObjectNode()
                .put("service_id", service)
                .put("deployment_id", "d")
                .put("environment", environment)
                .put("status", status);
        return event("deploy.completed", 0, data.toString());
    }

    private static SliEvent event(String type, int second, String data) {
        try {
            var time = Instant.parse("2026-06-01T10:00:00Z").plusSeconds(second);
            return new SliEvent("/ci", type + second, type, time, JSON.readTree(data), null);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
