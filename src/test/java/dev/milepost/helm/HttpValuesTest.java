package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.requests.HttpConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of connections and their memory, as the service reads them. */
class HttpValuesTest {

    @Test
    void areTheDefaultsOfTheServiceWhereNoneAreSet() throws IOException {
        var chart = config(Map.of());
        var service = new SmallRyeConfigBuilder().withMapping(HttpConfig.class).build();

        assertThat(limits(chart)).usingRecursiveComparison().isEqualTo(limits(service));
        assertThat(chart.getValue("quarkus.http.limits.max-connections", Integer.class))
                .isEqualTo(4096);
    }

    @Test
    void areThoseThatAreSet() throws IOException {
        var config = config(Map.of(
                "http.idleTimeout", "2m",
                "http.headTimeout", "500ms",
                "http.maxConnections", "10000",
                "http.connectionsPerAddress", "10000",
                "http.memory.receivedBodiesMiB", "96",
                "http.memory.processedBodiesMiB", "4096",
                "http.memory.unreadAnswersMiB", "32",
                "http.memory.share", "1",
                "http.memory.anonymousShare", "1"));

        var http = limits(config);
        assertThat(http.keepAlive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(http.headTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(http.connectionsPerAddress()).isEqualTo(10_000);
        assertThat(http.bytesInFlight()).hasValue(96L << 20);
        assertThat(http.bytesInWork()).hasValue(4096L << 20);
        assertThat(http.bytesUnread()).hasValue(32L << 20);
        assertThat(http.share()).isEqualTo(1);
        assertThat(http.anonymousShare()).isEqualTo(1);
        assertThat(config.getValue("quarkus.http.limits.max-connections", Integer.class))
                .isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "http.idleTimeout, 75, at '/http/idleTimeout'",
        "http.headTimeout, 0s, at '/http/headTimeout'",
        "http.maxConnections, 0, at '/http/maxConnections'",
        "http.connectionsPerAddress, many, at '/http/connectionsPerAddress'",
        "http.memory.unreadAnswersMiB, 1024, at '/http/memory/unreadAnswersMiB'",
        "http.memory.anonymousShare, 0, at '/http/memory/anonymousShare'",
        "http.memory.share, 2, at '/http/memory/share'",
        "http.memory.bodies, 1, at '/http/memory'"
    })
    void areRefusedWithThePointer(String path, String value, String message) {
        assertThatThrownBy(() -> Chart.render("minimal", Map.of(path, value))).hasMessageContaining(message);
    }

    private static HttpConfig limits(SmallRyeConfig config) {
        return config.getConfigMapping(HttpConfig.class);
    }

    private static SmallRyeConfig config(Map<String, ?> values) throws IOException {
        var properties = new Properties();
        var map = Chart.only("ConfigMap", Chart.render("minimal", values));
        properties.load(
                new StringReader(map.path("data").path("application.properties").asText()));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "chart", 300))
                .withMapping(HttpConfig.class)
                .build();
    }
}
