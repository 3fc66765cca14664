package dev.milepost.catalog.sync;

import dev.milepost.platform.settings.ConfigBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.Converter;

/** Configuration of the catalog. */
@ConfigMapping(prefix = "milepost.catalog")
public interface CatalogConfig {

    /** Share of all entities, 0 to 1, up to which a full sync may orphan entities without {@code force}. */
    @WithDefault("0.2")
    @WithConverter(ShareConverter.class)
    double vanishingShare();

    /** Number of entities that a full sync may always orphan, whatever their share, unless its list is empty. */
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
