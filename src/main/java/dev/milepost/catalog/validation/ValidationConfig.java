package dev.milepost.catalog.validation;

import dev.milepost.catalog.annotations.Vocabulary;
import dev.milepost.catalog.rules.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** Configuration of validation. */
@ConfigMapping(prefix = "milepost.validation")
public interface ValidationConfig {

    /** By rule id: changed severities of an existing rule, or an additional rule. */
    Map<String, RuleConfig> rules();

    /** The names of runtimes, without their major versions. */
    @WithDefault("jvm,node,python,go,dotnet,ruby,php,rust,static,ml-model")
    List<String> runtimes();

    /** Compliance levels, from the least to the strictest. */
    @WithDefault("none,internal,pci,sox,hipaa")
    List<String> complianceLevels();

    /**
     * The compliance level from which on the rules for regulated entities apply. If it is not among the levels, they
     * never apply.
     */
    @WithDefault("pci")
    String regulatedFrom();

    /** Default values by annotation. They are proposed as the fix if a required annotation is missing. */
    Map<String, String> defaults();

    /**
     * Maximum number of entities whose findings are cached. Each 500 characters of an entity's findings count as
     * another one, so the default keeps about 10 million characters.
     */
    @WithDefault("20000")
    int cachedEntities();

    /** The configurable value lists as a vocabulary. */
    static Vocabulary vocabulary(ValidationConfig config) {
        return new Vocabulary(config.runtimes(), config.complianceLevels(), config.regulatedFrom());
    }
}
