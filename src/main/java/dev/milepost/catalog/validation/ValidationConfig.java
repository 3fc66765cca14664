package dev.milepost.catalog.validation;

import dev.milepost.catalog.annotations.Vocabulary;
import dev.milepost.catalog.rules.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** What an installation decides about the rules. */
@ConfigMapping(prefix = "milepost.validation")
public interface ValidationConfig {

    /** By rule id: the severity of a rule that there is, or a rule of one's own. */
    Map<String, RuleConfig> rules();

    /** The names of runtimes, without their major versions. */
    @WithDefault("jvm,node,python,go,dotnet,ruby,php,rust,static,ml-model")
    List<String> runtimes();

    /** From the least to the strictest. */
    @WithDefault("none,internal,pci,sox,hipaa")
    List<String> complianceLevels();

    /** From which compliance level on the rules of the regulated hold; none where the levels do not have it. */
    @WithDefault("pci")
    String regulatedFrom();

    /** By annotation: what it is where nobody says, which makes it the fix where it is missing. */
    Map<String, String> defaults();

    /** How many entities are remembered with their findings. */
    @WithDefault("20000")
    int rememberedEntities();

    /** The open lists together. */
    static Vocabulary vocabulary(ValidationConfig config) {
        return new Vocabulary(config.runtimes(), config.complianceLevels(), config.regulatedFrom());
    }
}
