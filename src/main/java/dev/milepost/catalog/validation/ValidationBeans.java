package dev.milepost.catalog.validation;

import dev.milepost.catalog.annotations.Vocabulary;
import dev.milepost.catalog.references.ReferenceCatalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the rules of this installation at startup. The service does not start with invalid rules. */
class ValidationBeans {

    @Produces
    @Singleton
    @Startup
    EntityValidator validation(ValidationConfig config, ReferenceCatalog known) {
        return new EntityValidator(RuleSet.of(config), known, config.cachedEntities());
    }

    @Produces
    @Singleton
    Vocabulary vocabulary(ValidationConfig config) {
        return ValidationConfig.vocabulary(config);
    }
}
