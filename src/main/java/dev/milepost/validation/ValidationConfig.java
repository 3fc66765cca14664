package dev.milepost.validation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** A rule, by what is changed of it or by what it is. */
    interface RuleConfig {

        Optional<Severity> severity();

        /** The severity by {@code spec.lifecycle}, before {@code severity}. */
        Map<String, Severity> lifecycle();

        /** CEL that is true of an entity that is as it should be; makes the rule one of one's own. */
        Optional<String> expression();

        /** What to do, in a sentence. */
        Optional<String> message();

        /** YAML to merge into an entity that breaks the rule. */
        Optional<String> fix();

        /** A JSON pointer to what the rule is about; the whole entity where it is missing. */
        Optional<String> pointer();
    }
}
