package dev.milepost.backstage;

import dev.milepost.composition.Setting.Actions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "milepost.composition")
interface CompositionConfig {

    /** Which actions the scaffolder has. */
    @WithDefault("stock")
    Actions actions();
}
