package dev.milepost.templates.backstage;

import dev.milepost.templates.composition.CompositionSettings.Actions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "milepost.composition")
interface CompositionConfig {

    /** Which actions the scaffolder has. */
    @WithDefault("stock")
    Actions actions();
}
