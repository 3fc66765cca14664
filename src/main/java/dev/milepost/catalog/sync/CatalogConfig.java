package dev.milepost.catalog.sync;

import dev.milepost.platform.settings.ConfigBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.Converter;

/** What an installation may decide about the catalog. */
@ConfigMapping(prefix = "milepost.catalog")
public interface CatalogConfig {

    /** The share of all entities up to which a full sync may take any away without being forced, 0 to 1. */
    @WithDefault("0.2")
    @WithConverter(ShareConverter.class)
    double vanishingShare();

    /** So many entities may always vanish, whatever their share, unless the list is empty. */
    @WithDefault("10")
    @WithConverter(CountConverter.class)
    int vanishingEntities();

    final class ShareConverter implements Converter<Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double convert(String value) {
            return ConfigBounds.within(0.0, 1.0, Double.valueOf(value));
        }
    }

    final class CountConverter implements Converter<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer convert(String value) {
            return ConfigBounds.atLeast(0, Integer.valueOf(value));
        }
    }
}
