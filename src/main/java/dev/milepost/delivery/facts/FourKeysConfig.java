package dev.milepost.delivery.facts;

import dev.milepost.platform.settings.ConfigBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.Converter;

/** Configuration of the four keys. */
@ConfigMapping(prefix = "milepost.four-keys")
public interface FourKeysConfig {

    /**
     * The largest number of durations whose quantiles are computed exactly. The definition of the four keys guarantees
     * 10,000.
     */
    @WithDefault("20000")
    @WithConverter(ExactSamplesConverter.class)
    int exactSamples();

    /** What makes a deployment a failure. A change recomputes all of the past. */
    @WithDefault("all")
    Failures failures();

    /** What makes a deployment a failure. */
    enum Failures {
        /** Incidents, rollbacks and hotfixes. */
        ALL,
        /** Incidents alone. */
        INCIDENTS
    }

    final class ExactSamplesConverter implements Converter<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer convert(String value) {
            return ConfigBounds.atLeast(10_000, Integer.valueOf(value));
        }
    }
}
