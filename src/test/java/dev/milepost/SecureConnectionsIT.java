package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.Case;
import dev.milepost.testing.CaseRunner;
import dev.milepost.testing.Certificates;
import dev.milepost.testing.RunningService;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.Soak;
import dev.milepost.testing.TokenIssuer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, told by its environment alone, with a PostgreSQL and a Kafka that ask for proof over TLS. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SecureConnectionsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    private static final String LOGIN = "org.apache.kafka.common.security.";
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final String SECRET = "a-secret-of-tests";

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static TokenIssuer issuer;
    private static LocalParts parts;
    private static int mutual;
    private static int named;

    @BeforeAll
    static void startParts() throws Exception {
        certificates = Certificates.make(folder.resolve("certificates"), "milepost");
        issuer = TokenIssuer.start("milepost", SECRET);
        System.setProperty(ALLOWED, issuer.keysAddress());
        mutual = freePort();
        named = freePort();
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        var settings = new LocalParts.Settings(ofPostgres(), ofKafka());
        parts = LocalParts.start(folder.resolve("parts"), programs, Set.of("postgres", "kafka"), settings);
        addUsers();
    }

    @AfterAll
    static void stopParts() {
        System.clearProperty(ALLOWED);
        parts.close();
        issuer.close();
    }

    @Test
    void connectsByMutualTls() throws Exception {
        var properties = new HashMap<>(overTls("milepost", "SSL", mutual));
        properties.put(JDBC + "sslcert", certificates.chainFile("client").toString());
        properties.put(JDBC + "sslkey", certificates.keyFile("client").toString());
        properties.put("kafka.ssl.keystore.type", "PEM");
        properties.put("kafka.ssl.keystore.certificate.chain", certificates.chain("client"));
        properties.put("kafka.ssl.keystore.key", certificates.key("client"));

        assertAnswers("mutual-tls", properties);
    }

    @Test
    @Tag(Soak.ALONE)
    void connectsByPasswordAndScramOverTls() throws Exception {
        var properties = new HashMap<>(overTls("named", "SASL_SSL", named));
        properties.put("quarkus.datasource.password", SECRET);
        properties.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
        properties.put(
                "kafka.sasl.jaas.config",
                "%sscram.ScramLoginModule required username=\"named\" password=\"%s\";".formatted(LOGIN, SECRET));

        assertAnswers("scram", properties);
    }

    @Test
    @Tag(Soak.ALONE)
    void connectsByTokensOverTls() throws Exception {
        var properties = new HashMap<>(overTls("named", "SASL_SSL", named));
        properties.put("quarkus.datasource.password", SECRET);
        properties.put("kafka.sasl.mechanism", "OAUTHBEARER");
        properties.put(
                "kafka.sasl.login.callback.handler.class", LOGIN + "oauthbearer.OAuthBearerLoginCallbackHandler");
        properties.put("kafka.sasl.oauthbearer.token.endpoint.url", issuer.tokenAddress());
        properties.put("kafka.sasl.oauthbearer.client.credentials.client.id", "milepost");
        properties.put("kafka.sasl.oauthbearer.client.credentials.client.secret", SECRET);
        properties.put("kafka.sasl.jaas.config", LOGIN + "oauthbearer.OAuthBearerLoginModule required;");
        properties.put("jdk.java.options", "-D%s=%s".formatted(ALLOWED, issuer.tokenAddress()));

        assertAnswers("tokens", properties);
    }

    /** Nothing is sent to a broker that is of no trusted CA, nor to a database. */
    @Test
    @Tag(Soak.ALONE)
    void staysUnreadyWithUntrustedServers() throws Exception {
        var another = certificates.chainFile("another").toString();
        var properties = new HashMap<>(overTls("named", "SSL", mutual));
        properties.put("quarkus.datasource.password", SECRET);
        properties.put("kafka.ssl.truststore.location", another);
        var mistaken = new HashMap<>(properties);
        mistaken.put(JDBC + "sslrootcert", another);

        try (var unready = ServiceProcess.start(properties, log("untrusted-broker"));
                var ended = ServiceProcess.start(mistaken, log("untrusted-database"))) {
            unready.awaitReadiness(503, PATIENCE);
            await().atMost(PATIENCE).until(() -> !ended.isAlive());

            assertThat(unready.readiness()).isEqualTo(503);
            assertThat(log("untrusted-broker")).content().contains("SSL handshake failed");
            assertThat(log("untrusted-database")).content().contains("Milepost cannot start");
        }
    }

    private static Map<String, String> overTls(String user, String protocol, int port) throws Exception {
        var ca = certificates.chainFile("authority").toString();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                property("quarkus.datasource.jdbc.url"),
                "quarkus.datasource.username",
                user,
                JDBC + "sslmode",
                "verify-full",
                JDBC + "sslrootcert",
                ca,
                "kafka.bootstrap.servers",
                "127.0.0.1:" + port,
                "kafka.security.protocol",
                protocol,
                "kafka.ssl.truststore.type",
                "PEM",
                "kafka.ssl.truststore.location",
                ca);
    }

    private static void assertAnswers(String name, Map<String, String> properties) throws Exception {
        var told = CaseRunner.alone(Case.conformance().get(0));
        try (var process = ServiceProcess.start(properties, log(name))) {
            process.awaitReadiness(200, PATIENCE);
            var service = new RunningService(process::address, PATIENCE);
            service.sendBatch(told.events());
            service.awaitProjection(PATIENCE);

            assertThat(new CaseRunner(service).differences(told)).isEmpty();
            // Leaves its groups, so that the next one gets all partitions at once.
            process.stop();
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        }
    }

    /** The database of the service is open to a certificate or, for another user, to a password, and to both over TLS. */
    private static Map<String, String> ofPostgres() throws Exception {
        var rules = Files.writeString(folder.resolve("pg_hba.conf"), """
                hostnossl all      all      all reject
                hostssl   milepost milepost all cert
                hostssl   all      all      all scram-sha-256
                """);
        return Map.of(
                "fsync", "off",
                "ssl", "on",
                "ssl_ca_file", certificates.chainFile("authority").toString(),
                "ssl_cert_file", certificates.chainFile("server").toString(),
                "ssl_key_file", certificates.keyFile("server").toString(),
                "hba_file", rules.toString());
    }

    private static Map<String, String> ofKafka() throws Exception {
        var listeners = "MUTUAL://127.0.0.1:%d,NAMED://127.0.0.1:%d".formatted(mutual, named);
        var settings = new HashMap<>(Map.of(
                "listeners",
                listeners,
                "advertised.listeners",
                listeners,
                "listener.security.protocol.map",
                "MUTUAL:SSL,NAMED:SASL_SSL",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.certificate.chain",
                certificates.chain("server"),
                "ssl.keystore.key",
                certificates.key("server"),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                certificates.chain("authority"),
                "listener.name.mutual.ssl.client.auth",
                "required"));
        var tokens = "listener.name.named.oauthbearer.sasl.";
        settings.put("listener.name.named.sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
        settings.put("listener.name.named.scram-sha-512.sasl.jaas.config", LOGIN + "scram.ScramLoginModule required;");
        settings.put(tokens + "jaas.config", LOGIN + "oauthbearer.OAuthBearerLoginModule required;");
        settings.put(
                tokens + "server.callback.handler.class", LOGIN + "oauthbearer.OAuthBearerValidatorCallbackHandler");
        settings.put("listener.name.named.sasl.oauthbearer.jwks.endpoint.url", issuer.keysAddress());
        settings.put("listener.name.named.sasl.oauthbearer.expected.audience", "kafka");
        return settings;
    }

    private static void addUsers() throws Exception {
        var url = property("quarkus.datasource.jdbc.url").replaceFirst("/milepost$", "/postgres");
        var password = property("quarkus.datasource.password");
        try (var connection = DriverManager.getConnection(url, "milepost", password);
                var statement = connection.createStatement()) {
            statement.execute("create role named login in role milepost password '%s'".formatted(SECRET));
        }
        var info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        try (var admin = Admin.create(Map.of("bootstrap.servers", property("kafka.bootstrap.servers")))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("named", info, SECRET)))
                    .all()
                    .get();
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(parts.get().get(name));
    }

    private static Path log(String name) {
        return Path.of("target", "secure-connections", name + ".log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
