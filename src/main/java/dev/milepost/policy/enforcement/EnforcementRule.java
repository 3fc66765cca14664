package dev.milepost.policy.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.text.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A rule that sets the mode of a policy. All parts must match.
 *
 * @param tiers empty for all; so are the other lists
 * @param templates names of golden paths, or {@code name@version}, where {@code name@2} also matches every {@code 2.*}
 * @param share the share of services, 0 to 1. Which services belong to it depends on the policy and the service alone,
 *     and those of a smaller share belong to every greater one
 * @param startsAt before this time the rule does not apply; null if it always does
 * @param graceDays days from {@code startsAt} on in which {@code enforce} is {@code warn} for services that existed before
 */
record EnforcementRule(
        Mode mode,
        List<String> tiers,
        List<String> teams,
        List<String> templates,
        List<String> services,
        double share,
        @Nullable Instant startsAt,
        @Nullable Integer graceDays) {

    private static final int HASH_BYTES = 6;
    private static final double HASHES = Math.pow(2, 8.0 * HASH_BYTES);

    EnforcementRule {
        tiers = List.copyOf(tiers);
        teams = List.copyOf(teams);
        templates = List.copyOf(templates);
        services = List.copyOf(services);
    }

    /** What a mode is asked for. A text that is unknown is empty. */
    record Question(String policy, String service, String team, String template, String templateVersion, String tier) {}

    /** The mode that a rule gives, and a sentence that says why. */
    record Answer(Mode mode, String because) {}

    /** Parses a rule that is valid by the schema. */
    static EnforcementRule of(JsonNode rule) {
        return new EnforcementRule(
                Mode.find(rule.path("mode").asText()).orElseThrow(),
                texts(rule.path("tiers")),
                texts(rule.path("teams")),
                texts(rule.path("templates")),
                ServiceName.all(texts(rule.path("services"))),
                rule.path("share").asDouble(1),
                rule.has("starts_at")
                        ? EnforcementDocument.time(rule.path("starts_at").asText())
                        : null,
                rule.has("grace_days") ? (Integer) rule.path("grace_days").asInt() : null);
    }

    boolean applies(Question asked, Instant now) {
        return (startsAt == null || !now.isBefore(startsAt))
                && matches(tiers, asked.tier())
                && matches(teams, asked.team())
                && matches(services, asked.service())
                && matchesTemplate(asked)
                && (share >= 1 || isInShare(asked));
    }

    /** Whether it applies to all services, now and later. */
    boolean isForAll() {
        return teams.isEmpty() && templates.isEmpty() && services.isEmpty() && share >= 1 && startsAt == null;
    }

    /** Whether it applies to every service that another rule applies to, apart from tiers. */
    boolean covers(EnforcementRule other) {
        return includes(teams, other.teams)
                && includes(templates, other.templates)
                && includes(services, other.services)
                && share >= other.share
                && (startsAt == null || startsAt.equals(other.startsAt));
    }

    private static boolean includes(List<String> all, List<String> some) {
        return all.isEmpty() || !some.isEmpty() && all.containsAll(some);
    }

    /**
     * The mode in force at a time.
     *
     * @param knownSince returns when the first event of the service happened; null if there is none. Called only if it
     *     matters
     */
    Answer answer(int place, Instant now, Supplier<@Nullable Instant> knownSince) {
        if (mode == Mode.ENFORCE && startsAt != null && graceDays != null) {
            var end = startsAt.plus(Duration.ofDays(graceDays));
            var since = now.isBefore(end) ? knownSince.get() : null;
            if (since != null && since.isBefore(startsAt)) {
                return new Answer(
                        Mode.WARN,
                        "Rule %d of its enforcement applies. It warns until %s, because the service existed before %s."
                                .formatted(place, end, startsAt));
            }
        }
        return new Answer(mode, "Rule %d of its enforcement applies.".formatted(place));
    }

    private boolean isInShare(Question asked) {
        return !asked.service().isEmpty() && position(asked.policy(), asked.service()) < share;
    }

    /** The place of a service among all, 0 to 1 without 1. */
    static double position(String policy, String service) {
        var hash = Sha256.of((policy + "\n" + service).getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, Arrays.copyOf(hash, HASH_BYTES)).doubleValue() / HASHES;
    }

    private boolean matchesTemplate(Question asked) {
        if (templates.isEmpty()) {
            return true;
        }
        var full = asked.template() + "@" + asked.templateVersion();
        return !asked.template().isEmpty()
                && templates.stream()
                        .anyMatch(wanted -> wanted.equals(asked.template())
                                || wanted.equals(full)
                                || wanted.indexOf('@') > 0 && full.startsWith(wanted + "."));
    }

    private static boolean matches(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static List<String> texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asText).toList();
    }
}
