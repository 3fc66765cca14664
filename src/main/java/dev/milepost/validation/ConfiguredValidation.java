package dev.milepost.validation;

import dev.milepost.annotations.Vocabulary;
import dev.milepost.references.KnownCatalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The rules of this installation, read when the service starts: it does not start with rules that cannot work. */
class ConfiguredValidation {

    @Produces
    @Singleton
    @Startup
    Validation validation(ValidationConfig config, KnownCatalog known) {
        return new Validation(RuleSet.of(config), known, config.rememberedEntities());
    }

    @Produces
    @Singleton
    Vocabulary vocabulary(ValidationConfig config) {
        return ValidationConfig.vocabulary(config);
    }
}
