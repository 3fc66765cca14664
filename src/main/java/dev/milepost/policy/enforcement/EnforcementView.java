package dev.milepost.policy.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The enforcement of a policy in answers.
 *
 * @param rules the rules as they were sent; empty if none were saved
 * @param defaults the configured modes, which apply if no rule does
 * @param reason null if none was given
 * @param author null if no rules were saved; so is {@code changedAt}
 */
record EnforcementView(
        String policy,
        JsonNode rules,
        Defaults defaults,
        @Nullable String reason,
        @Nullable String author,
        @Nullable Instant changedAt) {

    /** The modes of the tiers. */
    record Defaults(Mode production, Mode staging, Mode testing, Mode development, Mode other) {

        static Defaults of(ModesConfig modes) {
            return new Defaults(
                    modes.production(), modes.staging(), modes.testing(), modes.development(), modes.other());
        }
    }

    static EnforcementView of(String policy, @Nullable EnforcementEntity saved, ModesConfig modes) {
        var defaults = Defaults.of(modes);
        return saved == null
                ? new EnforcementView(policy, JsonNodeFactory.instance.arrayNode(), defaults, null, null, null)
                : new EnforcementView(
                        policy,
                        EnforcementDocument.json(saved.rules),
                        defaults,
                        saved.reason,
                        saved.author,
                        saved.changedAt);
    }
}
