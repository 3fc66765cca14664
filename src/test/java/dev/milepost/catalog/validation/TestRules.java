package dev.milepost.catalog.validation;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.catalog.references.ReferenceCatalog.OfflineCatalog;
import dev.milepost.catalog.validation.ValidationResults.ValidationResult;
import dev.milepost.platform.documents.DocumentFormat;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rules and entities for tests. */
public final class TestRules {

    private TestRules() {}

    /** The rules with these properties, each {@code name=value}, below {@code milepost.validation}. */
    public static RuleSet with(String... properties) {
        return RuleSet.of(config(properties));
    }

    public static ValidationConfig config(String... properties) {
        var values = Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(property -> "milepost.validation." + property[0], property -> property[1]));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ValidationConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ValidationConfig.class);
    }

    public static EntityValidator offline(RuleSet rules) {
        return new EntityValidator(rules, new OfflineCatalog(), 1_000);
    }

    public static List<Entity> entities(String yaml) {
        return EntityReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }

    /** Such as {@code tier-missing /metadata/annotations/milepost.dev~1tier}. */
    public static List<String> found(ValidationResult verdict) {
        return verdict.findings().stream()
                .map(finding -> finding.rule() + " " + finding.pointer())
                .toList();
    }
}
