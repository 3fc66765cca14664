package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot be meant, told with the pointer to them or with what to set. */
class RefusedValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "replica | 2 | at '': additional properties 'replica' not allowed",
                "replicas | two | at '/replicas': got string, want integer",
                "replicas | -1 | at '/replicas': minimum: got -1, want 0",
                "retention | 12h | at '/retention': '12h' does not match pattern",
                "image.digest | sha256:12 | at '/image/digest'",
                "postgresql.hots | db | at '/postgresql': additional properties 'hots' not allowed",
                "postgresql.tls.mode | prefer | at '/postgresql/tls/mode': value must be one of",
                "postgresql.credentials.password | secret | at '/postgresql/credentials': additional properties 'password'",
                "postgresql.cluster.storage.size | big | at '/postgresql/cluster/storage/size'",
                "kafka.bootstrapServers | kafka | at '/kafka/bootstrapServers'",
                "kafka.sasl.mechanism | GSSAPI | at '/kafka/sasl/mechanism': value must be one of",
                "kafka.properties.security_protocol | SSL | at '/kafka/properties': additional properties 'security_protocol'",
                "kafka.topics.partitions | 0 | at '/kafka/topics/partitions': minimum: got 0, want 1",
                "kafka.topics.strimzi.apiVersion | v1 | at '/kafka/topics/strimzi/apiVersion': value must be one of",
                "migration.by | hand | at '/migration/by': value must be one of",
                "access.backstage.main.url | backstage | at '/access/backstage/main/url'",
                "access.issuers.corp.issuer | https://id.example.com | at '/access/issuers/corp': missing property 'audiences'",
                "access.backstage.main.plugins.catalog[0] | admin | at '/access/backstage/main/plugins/catalog/0'",
                "webhooks.github.secret | s3cr3t | at '/webhooks/github': additional properties 'secret' not allowed",
                "webhooks.gitlab.existingSecret | s3cr3t | at '/webhooks': additional properties 'gitlab' not allowed",
                "config.milepost\\.retention | 5 | at '/config/milepost.retention': got number, want string",
                "service.port | 70000 | at '/service/port': maximum: got 70,000, want 65,535",
                "publicPaths[0] | api | at '/publicPaths/0'",
                "metrics.rules.errorRatio | 2 | at '/metrics/rules/errorRatio'",
                "probes.readiness.path | /health | at '/probes/readiness': additional properties 'path' not allowed",
            })
    void areReportedWithPointer(String path, String value, String message) {
        assertThatThrownBy(() -> Chart.render("minimal", Map.of(path, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql.host | '' | set postgresql.host to a PostgreSQL 15 or newer, or postgresql.cluster.create",
                "postgresql.cluster.create | true | postgresql.host and postgresql.cluster.create: set one of them",
                "postgresql.credentials.existingSecret | '' | set postgresql.credentials.existingSecret",
                "kafka.bootstrapServers | '' | set kafka.bootstrapServers",
                "kafka.tls.ca.existingSecret | ca | set kafka.tls.enabled",
                "kafka.sasl.mechanism | SCRAM-SHA-512 | set kafka.sasl.existingSecret, which SCRAM-SHA-512 needs",
                "kafka.topics.strimzi.create | true | set kafka.topics.strimzi.cluster",
                "ingress.enabled | true | set ingress.hosts",
                "httpRoute.enabled | true | set httpRoute.parentRefs",
            })
    void areReportedWithRemedy(String path, String value, String message) {
        assertThatThrownBy(() -> Chart.render("minimal", Map.of(path, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void includeMissingAccess() {
        assertThatThrownBy(() -> Chart.render("operators", Map.of("access.adminToken.existingSecret", "")))
                .hasMessageContaining("set access: without access.backstage, access.issuers or access.adminToken");
    }

    @Test
    void includeSecretsSentInTheClear() {
        var plain = Map.of("kafka.sasl.mechanism", "PLAIN", "kafka.sasl.existingSecret", "kafka");

        assertThatThrownBy(() -> Chart.render("minimal", plain))
                .hasMessageContaining("PLAIN sends a secret in plain text: set kafka.tls.enabled");
    }

    @Test
    void includeHooksBeforeTheirDatabase() {
        assertThatThrownBy(() -> Chart.render("operators", Map.of("migration.by", "job")))
                .hasMessageContaining("migration.by job is a hook and runs before the database");
    }

    @Test
    void warnAboutUnwiseValuesInNotes() {
        assertThat(Chart.notes("minimal", Map.of("autoscaling.enabled", "true", "autoscaling.maxReplicas", "9")))
                .contains("kubectl -n delivery-platform port-forward service/milepost 8080:80")
                .contains("networkPolicy.ingressFrom is empty")
                .contains("No access.adminToken is set")
                .contains("autoscaling.maxReplicas is more than kafka.topics.partitions");
        assertThat(Chart.notes("gateway", Map.of()))
                .contains("https://milepost.example.com/api/v1/backstage/catalog.yaml")
                .doesNotContain("networkPolicy.ingressFrom is empty");
    }
}
