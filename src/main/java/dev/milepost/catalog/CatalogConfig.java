package dev.milepost.catalog;

import dev.milepost.platform.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.Converter;

/** What an installation may decide about the catalog. */
@ConfigMapping(prefix = "milepost.catalog")
public interface CatalogConfig {

    /** The share of all entities up to which a full sync may take any away without being forced, 0 to 1. */
    @WithDefault("0.2")
    @WithConverter(Share.class)
    double vanishingShare();

    /** So many entities may always vanish, whatever their share, unless the list is empty. */
    @WithDefault("10")
    @WithConverter(Number.class)
    int vanishingEntities();

    final class Share implements Converter<Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double convert(String value) {
            return Bounds.within(0.0, 1.0, Double.valueOf(value));
        }
    }

    final class Number implements Converter<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer convert(String value) {
            return Bounds.atLeast(0, Integer.valueOf(value));
        }
    }
}
