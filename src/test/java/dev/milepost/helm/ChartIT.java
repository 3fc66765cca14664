package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.local.LocalParts;
import dev.milepost.testing.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with the environment and the files that the chart gives its containers, and nothing else. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ChartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String CONFIG = "/etc/milepost/config";
    private static final String TOKEN = "a-token-of-an-admin-for-a-test-of-the-chart";

    @TempDir
    private static Path folder;

    private static LocalParts parts;
    private static URI database;
    private static String user;
    private static String password;
    private static String servers;

    @BeforeAll
    static void startParts() {
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        parts = LocalParts.start(
                folder.resolve("parts"), programs, Set.of("postgres", "kafka"), Map.of("fsync", "off"));
        var properties = parts.get();
        database = URI.create(Objects.requireNonNull(properties.get("quarkus.datasource.jdbc.url"))
                .substring("jdbc:".length()));
        user = Objects.requireNonNull(properties.get("quarkus.datasource.username"));
        password = Objects.requireNonNull(properties.get("quarkus.datasource.password"));
        servers = Objects.requireNonNull(properties.get("kafka.bootstrap.servers"));
    }

    @AfterAll
    static void stopParts() {
        parts.close();
    }

    @Test
    void migratesAndServesWithChartConfiguration() throws Exception {
        var objects = Chart.render("minimal", values(Map.of()));

        assertThat(migrate(container("Job", objects))).contains("now at version v");
        addALaterMigration();
        try (var service = serve(objects)) {
            service.awaitReadiness(200, PATIENCE);

            assertThat(Files.readString(log("service"))).doesNotContain("now at version v");
            assertThat(run(
                            "sh",
                            "helm/milepost/files/answers.sh",
                            Map.of("MILEPOST", service.address().toString())))
                    .contains("The service is ready and requires a token.");
            assertTopicsAreAsDescribed();
        }
    }

    /** As the next release's would: pods of this one may start again meanwhile, or after going back to it. */
    private static void addALaterMigration() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + database, user, password);
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    select max(installed_rank) + 1, '299901010000', 'later', 'SQL', 'V299901010000__later.sql', 'test', 1, true
                    from flyway_schema_history
                    """);
        }
    }

    /** What the service makes where it finds none is what the chart has Strimzi make. */
    private static void assertTopicsAreAsDescribed() throws Exception {
        var described = Chart.all(
                "KafkaTopic",
                Chart.render(
                        "minimal",
                        values(Map.of(
                                "kafka.topics.strimzi.create", "true", "kafka.topics.strimzi.cluster", "events"))));
        assertThat(described).hasSize(6);
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            for (var topic : described) {
                var name = topic.at("/metadata/name").asText();
                var found = Objects.requireNonNull(admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .get(name));
                assertThat(found.partitions())
                        .as(name)
                        .hasSize(topic.at("/spec/partitions").asInt());
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                var settings = Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource));
                topic.at("/spec/config")
                        .propertyStream()
                        .forEach(setting -> assertThat(
                                        settings.get(setting.getKey()).value())
                                .as("%s of %s", setting.getKey(), name)
                                .isEqualTo(setting.getValue().asText()));
            }
        }
    }

    private static Map<String, Object> values(Map<String, Object> more) {
        var values = new HashMap<String, Object>(more);
        values.put("postgresql.host", database.getHost());
        values.put("postgresql.port", database.getPort());
        values.put("postgresql.database", database.getPath().substring(1));
        values.put("postgresql.tls.mode", "disable");
        values.put("kafka.bootstrapServers", servers);
        values.put("kafka.topics.partitions", 3);
        values.put("retention", "33d");
        values.put("access.adminToken.existingSecret", "milepost-admin");
        return values;
    }

    private static String secret(String name) {
        return switch (name) {
            case "milepost-db/username" -> user;
            case "milepost-db/password" -> password;
            case "milepost-admin/token" -> TOKEN;
            default -> throw new AssertionError("Nobody has the secret " + name);
        };
    }

    private static String migrate(JsonNode container) throws IOException, InterruptedException {
        return run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar target/quarkus-app/quarkus-run.jar "
                        + container.at("/args/0").asText(),
                Environment.of(container, ChartIT::secret));
    }

    private static ServiceProcess serve(List<JsonNode> objects) throws IOException {
        var config = Files.createDirectories(folder.resolve("config"));
        Chart.only("ConfigMap", objects)
                .path("data")
                .propertyStream()
                .forEach(file ->
                        write(config.resolve(file.getKey()), file.getValue().asText()));
        var environment = Environment.of(container("Deployment", objects), ChartIT::secret);
        environment.replaceAll((name, value) -> value.replace(CONFIG, config.toString()));
        return ServiceProcess.start(environment, log("service"));
    }

    private static JsonNode container(String kind, List<JsonNode> objects) {
        return Chart.only(kind, objects).at("/spec/template/spec/containers/0");
    }

    private static String run(String program, String arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(program).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments.split(" ")));
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Path log(String name) {
        return Path.of("target", "chart", name + ".log");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
