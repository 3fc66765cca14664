package dev.milepost.testing.oracle;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What kind of environment a name stands for. */
final class Tier {

    private static final Map<String, List<String>> NAMES = Map.of(
            "production", List.of("production", "prod", "prd", "live"),
            "staging", List.of("staging", "stage", "stg", "preprod", "preproduction", "uat"),
            "testing", List.of("testing", "test", "qa", "integration", "int"),
            "development", List.of("development", "dev", "local", "sandbox"));

    private Tier() {}

    /** @param said what the events say themselves, which goes before the name */
    static String of(@Nullable String said, String environment) {
        return said == null ? of(environment) : said;
    }

    static String of(String environment) {
        for (var tier : NAMES.entrySet()) {
            var names = String.join("|", tier.getValue());
            var pattern = Pattern.compile("(" + names + ")([-_/0-9].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
            if (pattern.matcher(environment).matches()) {
                return tier.getKey();
            }
        }
        return "other";
    }
}
