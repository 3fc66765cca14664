package dev.milepost.templates.backstage;

import dev.milepost.templates.composition.CompositionSettings.Actions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "milepost.composition")
interface CompositionConfig {

    /** The actions that the scaffolder has installed. */
    @WithDefault("stock")
    Actions actions();
}
