package dev.milepost.delivery.facts;

import com.google.re2j.Pattern;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Maps the name of an environment to its tier. Production is a tier, not a name (docs/metrics.md, Environments and
 * tiers).
 */
@Singleton
public class EnvironmentTiers {

    public static final String PRODUCTION = "production";
    public static final String OTHER = "other";

    /** Matches no text. */
    private static final String NOTHING = "[^\\x{0}-\\x{10FFFF}]";

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private final Map<String, String> cache = new ConcurrentHashMap<>();

    @Inject
    EnvironmentTiers(DeliveryConfig config) {
        this(Map.of(
                PRODUCTION,
                config.tiers().production(),
                "staging",
                config.tiers().staging(),
                "testing",
                config.tiers().testing(),
                "development",
                config.tiers().development()));
    }

    EnvironmentTiers(Map<String, List<String>> names) {
        for (var tier : List.of(PRODUCTION, "staging", "testing", "development")) {
            patterns.put(tier, pattern(names.getOrDefault(tier, List.of())));
        }
    }

    /** The tier of an environment's name, ignoring case. */
    public String tierOf(String environment) {
        var tier = cache.get(environment);
        if (tier == null) {
            tier = find(environment.toLowerCase(Locale.ROOT));
            if (cache.size() < 10_000) {
                cache.put(environment, tier);
            }
        }
        return tier;
    }

    /** All tiers. */
    public Set<String> all() {
        var all = new java.util.LinkedHashSet<>(patterns.keySet());
        all.add(OTHER);
        return all;
    }

    /** The regular expression that the environment names of a tier match, ignoring case. */
    public String regexOf(String tier) {
        return Objects.requireNonNull(patterns.get(tier)).pattern();
    }

    private String find(String environment) {
        return patterns.entrySet().stream()
                .filter(tier -> tier.getValue().matcher(environment).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHER);
    }

    /** Quotes a name in the form that stored indicators already contain, so that they do not change. */
    private static String quoted(String name) {
        return name.isEmpty() ? "" : "\\Q" + name.replace("\\E", "\\E\\\\E\\Q") + "\\E";
    }

    private static Pattern pattern(List<String> names) {
        var all = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.partitioningBy(EnvironmentTiers::isGlob));
        var parts = new ArrayList<String>();
        var literal = all.getOrDefault(false, List.of());
        if (!literal.isEmpty()) {
            var named = literal.stream().map(EnvironmentTiers::quoted).collect(Collectors.joining("|"));
            parts.add("(?:" + named + ")(?:[-_/0-9].*)?");
        }
        all.getOrDefault(true, List.of()).forEach(glob -> parts.add(regexOfGlob(glob)));
        var regex = parts.isEmpty() ? NOTHING : String.join("|", parts);
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static boolean isGlob(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    private static String regexOfGlob(String glob) {
        var regex = new StringBuilder();
        int literal = 0;
        for (int i = 0; i < glob.length(); i++) {
            char next = glob.charAt(i);
            if (next == '*' || next == '?') {
                regex.append(quoted(glob.substring(literal, i))).append(next == '*' ? ".*" : ".");
                literal = i + 1;
            }
        }
        regex.append(quoted(glob.substring(literal)));
        return regex.toString();
    }
}
