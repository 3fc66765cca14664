package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MILEPOST_ACCESS_ADMIN_TOKEN_SECRET",
                "milepost.access.admin-token.sha256",
                "milepost.access.backstage.main.url",
                "MILEPOST_ACCESS_ISSUERS_CI_ISSUER"
            })
    void startsWithAccessConfigured(String property) {
        assertThatCode(() -> AccessCheck.check(config("prod", Map.of(property, "something"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"milepost.access.clock-skew", "milepost.access.rate-limit.requests", "milepost.retention"})
    void refusesProductionWithoutAccess(String property) {
        var properties = Map.of(property, "1s", "quarkus.http.host", "127.0.0.1");

        assertThatThrownBy(() -> AccessCheck.check(config("prod", properties)))
                .isInstanceOf(InvalidAccessConfig.class)
                .hasMessageContaining("MILEPOST_ACCESS_ADMIN_TOKEN_SECRET")
                .hasMessageContaining("milepost start");
    }

    @Test
    void treatsEmptyValuesAsUnset() {
        var empty = config("prod", Map.of("MILEPOST_ACCESS_ADMIN_TOKEN_SECRET", ""));

        assertThatThrownBy(() -> AccessCheck.check(empty)).isInstanceOf(InvalidAccessConfig.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "test"})
    void allowsOpenAccessOnlyOnLoopback(String profile) {
        assertThatCode(() -> AccessCheck.check(config(profile, Map.of("quarkus.http.host", "127.0.0.1"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AccessCheck.check(config(profile, Map.of("quarkus.http.host", "0.0.0.0"))))
                .isInstanceOf(InvalidAccessConfig.class)
                .hasMessageContaining("0.0.0.0");
        assertThatThrownBy(() -> AccessCheck.check(config(profile, Map.of()))).isInstanceOf(InvalidAccessConfig.class);
    }

    private static Config config(String profile, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }
}
