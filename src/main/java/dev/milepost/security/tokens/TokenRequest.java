package dev.milepost.security.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.security.caller.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A validated request to create a token. */
record TokenRequest(
        String name,
        List<String> roles,
        List<String> sources,
        List<String> services,
        List<String> groups,
        Instant expiresAt) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
    private static final Pattern GROUP = Pattern.compile("(group|user):[a-z0-9._-]+/[a-z0-9._-]+");
    private static final Set<String> MEMBERS = Set.of("name", "roles", "sources", "services", "groups", "expires_at");
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_LENGTH = 300;

    /** @throws ProblemException with one fault for each invalid member */
    static TokenRequest read(JsonNode body, Instant now, TokensConfig config) {
        var faults = new ArrayList<Fault>();
        body.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                faults.add(new Fault(JsonPointers.of("", member), "is not a known field"));
            }
        });
        var name = Objects.requireNonNullElse(body.path("name").textValue(), "");
        if (!NAME.matcher(name).matches()) {
            faults.add(new Fault("/name", "must have 1 to 100 letters, digits, '.', '_', '/' or '-'"));
        }
        var roles = texts(
                body,
                "roles",
                role -> Role.parse(role).isPresent(),
                "must be reader, emitter, template-owner or platform-admin",
                faults);
        if (roles.isEmpty()) {
            faults.add(new Fault(
                    "/roles", "must contain at least one of reader, emitter, template-owner, platform-admin"));
        }
        Predicate<String> pattern = text -> !text.isEmpty() && text.length() <= MAX_LENGTH && text.indexOf('\0') < 0;
        var request = new TokenRequest(
                name,
                roles,
                orWildcard(
                        texts(body, "sources", pattern, "must be a pattern of 1 to 300 characters", faults),
                        body,
                        "sources"),
                orWildcard(
                        texts(body, "services", pattern, "must be a pattern of 1 to 300 characters", faults),
                        body,
                        "services"),
                texts(
                        body,
                        "groups",
                        GROUP::matches,
                        "must be a full entity ref, such as group:default/platform",
                        faults),
                end(body.path("expires_at"), now, config, faults));
        if (!faults.isEmpty()) {
            var detail = faults.stream()
                    .map(fault -> fault.pointer() + " " + fault.detail())
                    .collect(Collectors.joining("; "));
            throw ProblemException.of(ProblemType.UNUSABLE_TOKEN, detail, faults);
        }
        return request;
    }

    /** Without the member there is no restriction. An empty list permits nothing. */
    private static List<String> orWildcard(List<String> values, JsonNode body, String member) {
        return body.hasNonNull(member) ? values : List.of("*");
    }

    private static List<String> texts(
            JsonNode body, String member, Predicate<String> rule, String ruled, List<Fault> faults) {
        var list = body.path(member);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MAX_ENTRIES) {
            faults.add(new Fault("/" + member, "must be a list of at most " + MAX_ENTRIES));
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var i = 0; i < list.size(); i++) {
            var text = member.equals("groups")
                    ? list.get(i).asText("").toLowerCase(Locale.ROOT)
                    : list.get(i).asText("");
            if (!list.get(i).isTextual() || !rule.test(text)) {
                faults.add(new Fault("/%s/%d".formatted(member, i), ruled));
            } else if (!texts.contains(text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Instant end(JsonNode value, Instant now, TokensConfig config, List<Fault> faults) {
        if (value.isMissingNode() || value.isNull()) {
            return now.plus(config.life()).truncatedTo(ChronoUnit.SECONDS);
        }
        var end = Rfc3339.parse(value.asText());
        var latest = now.plus(config.longestLife());
        if (end.isEmpty() || !end.get().isAfter(now) || end.get().isAfter(latest)) {
            faults.add(new Fault(
                    "/expires_at",
                    "must be an RFC 3339 time within the next %d days"
                            .formatted(config.longestLife().toDays())));
            return latest;
        }
        return end.get();
    }
}
