package dev.milepost.cli.launch;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.security.access.AccessCheck;
import dev.milepost.security.access.InvalidAccessConfig;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks the configuration and the environment before the service starts, so that an error is reported in one sentence.
 */
final class LaunchChecks {

    private static final Map<String, String> PROPERTY_BY_SERVICE =
            Map.of("postgres", "quarkus.datasource.jdbc.url", "kafka", "kafka.bootstrap.servers");

    private final Config config;

    private LaunchChecks(Config config) {
        this.config = config;
    }

    static LaunchChecks ofCurrentConfig() {
        enableTracingWhereConfigured();
        return new LaunchChecks(ConfigProvider.getConfig());
    }

    /**
     * Enables tracing only if an endpoint is configured. Both the variable of OpenTelemetry and that of Quarkus count.
     */
    private static void enableTracingWhereConfigured() {
        var standard = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT");
        var own = System.getenv("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT");
        if (standard != null && own == null) {
            System.setProperty("quarkus.otel.exporter.otlp.endpoint", standard);
        }
        if ((standard != null || own != null) && System.getenv("QUARKUS_OTEL_SDK_DISABLED") == null) {
            System.setProperty("quarkus.otel.sdk.disabled", "false");
        }
    }

    /** The services without configuration. */
    Set<String> missingServices() {
        var missing = new HashSet<String>();
        PROPERTY_BY_SERVICE.forEach((part, property) -> {
            if (config.getOptionalValue(property, String.class).isEmpty()) {
                missing.add(part);
            }
        });
        return missing;
    }

    boolean isLocalProfile() {
        return config.unwrap(SmallRyeConfig.class).getProfiles().contains("local");
    }

    /** The folder for the data of the embedded services. */
    Path localFolder() {
        return folder("milepost.local.dir", home().resolve(".milepost"));
    }

    /** The repository of the initial backfill. */
    Path repository() {
        return folder("milepost.backfill.git", home());
    }

    private Path home() {
        return folder("milepost.home", Path.of(""));
    }

    private Path folder(String property, Path defaultFolder) {
        return config.getOptionalValue(property, String.class)
                .map(Path::of)
                .orElse(defaultFolder)
                .toAbsolutePath()
                .normalize();
    }

    /** Throws if one of these services is not configured. */
    void requireConfigured(Set<String> parts) {
        var missing = missingServices();
        missing.retainAll(parts);
        if (missing.isEmpty()) {
            return;
        }
        var text = new StringBuilder("Milepost cannot start: its configuration is incomplete. Set");
        if (missing.contains("postgres")) {
            text.append(
                            "%n  QUARKUS_DATASOURCE_JDBC_URL to the URL of PostgreSQL, such as jdbc:postgresql://db:5432/milepost,"
                                    .formatted())
                    .append("%n  with QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD".formatted());
        }
        if (missing.contains("kafka")) {
            text.append("%n  KAFKA_BOOTSTRAP_SERVERS to the addresses of Kafka, such as kafka-1:9092,kafka-2:9092"
                    .formatted());
        }
        throw CommandFailure.failed(
                "%s",
                text.append("%nor run `milepost start`, which starts an embedded PostgreSQL and Kafka.".formatted()));
    }

    void requireAccess() {
        try {
            AccessCheck.check(config);
        } catch (InvalidAccessConfig e) {
            throw CommandFailure.failed("%s", e.getMessage());
        }
    }

    void requireFreePort() {
        var host = config.getValue("quarkus.http.host", String.class);
        int port = config.getValue("quarkus.http.port", Integer.class);
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (BindException e) {
            throw CommandFailure.failed(
                    "Port %d on %s is in use: %s. Set QUARKUS_HTTP_PORT to another port (0 for any free port).",
                    port, host, e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.failed("Cannot listen on %s:%d: %s", host, port, e.getMessage());
        }
    }
}
