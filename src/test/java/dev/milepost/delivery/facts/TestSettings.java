package dev.milepost.delivery.facts;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings of delivery for tests that run without the service. */
final class TestSettings {

    static final DeliverySettings DEFAULTS = of(config(Map.of()));

    private TestSettings() {}

    static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(properties)
                .withMapping(DeliveryConfig.class)
                .withMapping(FourKeysConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build();
    }

    static DeliverySettings of(SmallRyeConfig config) {
        var delivery = config.getConfigMapping(DeliveryConfig.class);
        return new DeliverySettings(
                delivery, config.getConfigMapping(FourKeysConfig.class), new EnvironmentTiers(delivery));
    }
}
