package dev.milepost.policy.engines;

import dev.milepost.policy.definitions.Policy.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The built-in check of the licences of components. Names of licences are compared without case, as SPDX says. */
final class LicenceCheck {

    private LicenceCheck() {}

    static EngineResult licences(PolicyRule rule, EngineInput input) {
        var evidence = Stream.concat(input.evidence("cyclonedx").stream(), input.evidence("spdx").stream())
                .toList();
        if (evidence.isEmpty()) {
            return NeededEvidence.missing("cyclonedx", "There is no evidence of kind cyclonedx or spdx.");
        }
        var settings = rule.settings();
        var allowed = Patterns.inLowerCase(settings.path("allowed"));
        var denied = Patterns.inLowerCase(settings.path("denied"));
        var violations = new ArrayList<Violation>();
        for (var bom : evidence) {
            for (var licence : bom.facts().path("licences")) {
                var id = licence.path("id").asText("");
                if (!LicenceExpression.isAcceptable(id, name -> isAcceptable(name, allowed, denied))) {
                    violations.add(violation("%d components have the licence %s, which is not allowed."
                            .formatted(licence.path("components").asLong(), id)));
                }
            }
            var others = bom.facts().path("other_licences").asLong();
            if (others > 0) {
                violations.add(violation("%d licences are not listed, so they cannot be judged.".formatted(others)));
            }
            var unlicensed = bom.facts().path("unlicensed").asLong();
            if (unlicensed > 0 && settings.path("unlicensed").asText("allow").equals("deny")) {
                violations.add(violation("%d components state no licence.".formatted(unlicensed)));
            }
        }
        return BuiltinEngine.result(List.copyOf(violations));
    }

    private static boolean isAcceptable(String name, Patterns allowed, Patterns denied) {
        var plain = name.toLowerCase(Locale.ROOT);
        return !denied.match(plain) && (allowed.isEmpty() || allowed.match(plain));
    }

    private static Violation violation(String message) {
        return new Violation(
                null, message, "/evidence", "Replace the component, or have its licence allowed by the policy.", null);
    }
}
