package dev.milepost.cli.lint;

import dev.milepost.catalog.validation.ValidationConfig;
import dev.milepost.cli.command.CommandFailure;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads the configuration of the rules without starting the service: from the environment, and from a file if one is
 * named.
 */
public final class ValidationConfigLoader {

    private static final int BELOW_ENVIRONMENT = 250;

    private ValidationConfigLoader() {}

    public static ValidationConfig load(@Nullable Path file) {
        try {
            var builder = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addSystemSources()
                    .addDiscoveredConverters()
                    .withMapping(ValidationConfig.class);
            if (file != null) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), BELOW_ENVIRONMENT));
            }
            return builder.build().getConfigMapping(ValidationConfig.class);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        } catch (ConfigValidationException | IllegalArgumentException e) {
            throw CommandFailure.cannotRun("The configuration is not valid: %s", e.getMessage());
        }
    }
}
