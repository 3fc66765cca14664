package dev.milepost.fourkeys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What an installation may decide about answers. */
@ConfigMapping(prefix = "milepost.four-keys")
public interface FourKeysConfig {

    /** Up to so many durations their quantiles are exact; the definition of the four keys promises 10,000. */
    @WithDefault("20000")
    @Min(10_000)
    int exactSamples();
}
