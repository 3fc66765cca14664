package dev.milepost.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** What an installation may decide about the catalog. */
@ConfigMapping(prefix = "milepost.catalog")
public interface CatalogConfig {

    /** The share of all entities up to which a full sync may take any away without being forced, 0 to 1. */
    @WithDefault("0.2")
    @DecimalMin("0")
    @DecimalMax("1")
    double vanishingShare();

    /** So many entities may always vanish, whatever their share, unless the list is empty. */
    @WithDefault("10")
    @Min(0)
    int vanishingEntities();

    /** How many bytes of bodies may be in work at one time; the rest waits with its sender. */
    @WithDefault("33554432")
    @Min(Limits.BODY_BYTES)
    int bytesInFlight();
}
