package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.kafka.client.runtime.KafkaRuntimeConfigProducer;
import io.quarkus.runtime.ApplicationConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** What the chart tells the service of PostgreSQL and Kafka, as the driver and the clients read it. */
class ConnectionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.milepost.helm.Chart#sets")
    void useKnownKafkaProperties(String set) {
        var known = Stream.of(
                        AdminClientConfig.configNames(), ProducerConfig.configNames(), ConsumerConfig.configNames())
                .flatMap(names -> names.stream())
                .collect(Collectors.toSet());

        assertThat(kafka(set)).containsKey("bootstrap.servers");
        assertThat(known).containsAll(kafka(set).keySet());
    }

    @Test
    void configureScram() {
        var kafka = kafka("secured");

        assertThat(kafka)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("client.rack", "eu-1a");
        var login = JaasContext.loadClientContext(new AdminClientConfig(kafka).values())
                .configurationEntries()
                .get(0);
        assertThat(login.getLoginModuleName()).isEqualTo(ScramLoginModule.class.getName());
        assertThat(login.getOptions().get("username")).isEqualTo("secret of milepost-kafka/username");
        assertThat(login.getOptions().get("password")).isEqualTo("secret of milepost-kafka/password");
    }

    @Test
    void readJaasConfigFromSecret() {
        var more = Map.of("kafka.sasl.jaasConfigKey", "sasl.jaas.config");

        assertThat(kafka(container("secured", more)))
                .containsEntry("sasl.jaas.config", "secret of milepost-kafka/sasl.jaas.config");
    }

    @Test
    void configureOAuthClientCredentials() throws ClassNotFoundException {
        var container = container("oauth", Map.of());
        var kafka = kafka(container);

        assertThat(kafka)
                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                .containsEntry("sasl.oauthbearer.token.endpoint.url", "https://id.example.com:8443/token")
                .containsEntry("sasl.oauthbearer.client.credentials.client.id", "secret of milepost-oauth/client-id")
                .containsEntry(
                        "sasl.oauthbearer.client.credentials.client.secret", "secret of milepost-oauth/client-secret")
                .containsEntry("sasl.oauthbearer.scope", "kafka");
        assertThat(Class.forName(String.valueOf(kafka.get("sasl.login.callback.handler.class"))))
                .isAssignableTo(AuthenticateCallbackHandler.class);
        assertThat(JaasContext.loadClientContext(new AdminClientConfig(kafka).values())
                        .configurationEntries())
                .hasSize(1);
        assertThat(environment(container).get("JAVA_TOOL_OPTIONS"))
                .contains("-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=https://id.example.com:8443/token");
    }

    @Test
    void configureKafkaClientCertificate() throws Exception {
        var certificate = Certificates.make(folder);
        var kafka = local(kafka("operators"), certificate);

        Admin.create(kafka).close(Duration.ZERO);

        assertThat(kafka).containsEntry("security.protocol", "SSL");
        kafka.put("ssl.keystore.key", "no key");
        assertThatThrownBy(() -> Admin.create(kafka))
                .isInstanceOf(KafkaException.class)
                .hasRootCauseMessage("No matching PRIVATE KEY entries in PEM file");
    }

    @ParameterizedTest
    @MethodSource("dev.milepost.helm.Chart#sets")
    void useKnownJdbcParameters(String set) {
        var known = Arrays.stream(PGProperty.values()).map(PGProperty::getName).collect(Collectors.toSet());

        assertThat(known).containsAll(postgresql(set).stringPropertyNames());
    }

    @Test
    void configurePostgresMutualTls() {
        var postgresql = postgresql("secured");

        assertThat(postgresql)
                .containsEntry("PGHOST", "db.example.com")
                .containsEntry("PGPORT", "6432")
                .containsEntry("PGDBNAME", "dora")
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/etc/milepost/postgresql/ca/ca.crt")
                .containsEntry("sslcert", "/etc/milepost/postgresql/client/tls.crt")
                .containsEntry("sslkey", "/etc/milepost/postgresql/client/key.der")
                .containsEntry("ApplicationName", "mile post&more");
        assertThat(files("secured"))
                .contains("/etc/milepost/postgresql/ca/ca.crt", "/etc/milepost/postgresql/client/key.der")
                .contains("/etc/milepost/postgresql/client/tls.crt", "/etc/milepost/kafka/ca.crt");
    }

    @Test
    void defaultToJavaTrustStore() {
        assertThat(postgresql("minimal"))
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .doesNotContainKey("sslrootcert");
    }

    @Test
    void resolveClusterOfSameRelease() {
        assertThat(postgresql("operators"))
                .containsEntry("PGHOST", "milepost-db-rw")
                .containsEntry("sslrootcert", "/etc/milepost/postgresql/ca/ca.crt");
        assertThat(environment(container("operators", Map.of())))
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "secret of milepost-db-app/password");
    }

    /** The paths of files that are mounted. */
    private static Stream<String> files(String set) {
        var pod = Chart.only("Deployment", Chart.render(set)).at("/spec/template/spec");
        var mounts = new HashMap<String, String>();
        pod.at("/containers/0/volumeMounts")
                .forEach(mount -> mounts.put(
                        mount.path("name").asText(), mount.path("mountPath").asText()));
        return Stream.of(pod.path("volumes"))
                .flatMap(volumes -> volumes.valueStream())
                .flatMap(volume -> volume.at("/secret/items").findValuesAsText("path").stream()
                        .map(path -> mounts.get(volume.path("name").asText()) + "/" + path));
    }

    /** With nobody to connect to, and the files of this test. */
    private static Map<String, Object> local(Map<String, Object> kafka, Certificates certificate) throws IOException {
        var local = new HashMap<>(kafka);
        local.put("bootstrap.servers", "127.0.0.1:1");
        local.put("ssl.truststore.location", certificate.file().toString());
        local.put("ssl.keystore.key", certificate.key());
        local.put("ssl.keystore.certificate.chain", Files.readString(certificate.file()));
        return local;
    }

    private static Properties postgresql(String set) {
        var url = environment(container(set, Map.of())).get("QUARKUS_DATASOURCE_JDBC_URL");
        return Objects.requireNonNull(Driver.parseURL(Objects.requireNonNull(url), new Properties()));
    }

    private static Map<String, Object> kafka(String set) {
        return kafka(container(set, Map.of()));
    }

    /** As Quarkus gives them to all Kafka clients. */
    private static Map<String, Object> kafka(JsonNode container) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment(container), 300))
                .build();
        var settings = new KafkaRuntimeConfigProducer().createKafkaRuntimeConfig(config, new Unnamed());
        return new HashMap<>(settings);
    }

    private static JsonNode container(String set, Map<String, ?> more) {
        return Chart.only("Deployment", Chart.render(set, more)).at("/spec/template/spec/containers/0");
    }

    private static Map<String, String> environment(JsonNode container) {
        return Environment.of(container, secret -> "secret of " + secret);
    }

    private record Unnamed() implements ApplicationConfig {

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public Optional<String> version() {
            return Optional.empty();
        }

        @Override
        public Optional<String> uiHeader() {
            return Optional.empty();
        }
    }
}
