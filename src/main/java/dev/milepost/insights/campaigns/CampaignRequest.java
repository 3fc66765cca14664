package dev.milepost.insights.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request for a campaign.
 *
 * @param to a version, channel or range
 * @param teams empty for all
 * @param services empty for all
 * @param endsAt null for no end
 * @param failedShare the share of the offered upgrades that may fail; null for any
 * @param keysWorseBy how much worse the four keys of upgraded services may become; null for any
 * @param keysDays the days before and after an upgrade that are compared
 */
record CampaignRequest(
        String template,
        String to,
        @Nullable String title,
        List<String> teams,
        List<String> services,
        List<Wave> waves,
        int waveDays,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Double failedShare,
        @Nullable Double keysWorseBy,
        int keysDays) {

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:campaigns:campaign",
            (ObjectNode) JsonSchemas.resource("/schemas/campaigns/campaign.json"),
            "is not a known member");

    private static final int DEFAULT_WAVE_DAYS = 7;
    private static final int DEFAULT_KEYS_DAYS = 14;

    /**
     * A wave.
     *
     * @param teams whose services it takes; empty for a wave by share
     * @param share of all services of the campaign that are offered after this wave
     */
    record Wave(List<String> teams, double share) {}

    /** @throws ProblemException if the request is invalid; with a pointer to each fault */
    static CampaignRequest read(@Nullable JsonNode body, Instant now) {
        var faults = new FaultCollector();
        if (body == null) {
            faults.add("", "is missing");
            throw faults.problem(ProblemType.INVALID_CAMPAIGN);
        }
        NullCharacterCheck.check(body, "", faults::add);
        SCHEMA.validate(body, "", faults);
        faults.throwAny(ProblemType.INVALID_CAMPAIGN);
        var start = body.has("starts_at") ? time(body, "starts_at", faults) : now;
        var end = body.has("ends_at") ? time(body, "ends_at", faults) : null;
        if (end != null && (!end.isAfter(start) || !end.isAfter(now))) {
            faults.add("/ends_at", "must be in the future and after starts_at");
        }
        faults.throwAny(ProblemType.INVALID_CAMPAIGN);
        var stop = body.path("stop");
        return new CampaignRequest(
                body.path("template").asText(),
                body.path("to").asText(),
                body.path("title").textValue(),
                teams(body.path("teams")),
                texts(body.path("services")).stream().map(ServiceName::of).toList(),
                waves(body.path("waves")),
                body.path("wave_days").asInt(DEFAULT_WAVE_DAYS),
                start,
                end,
                stop.has("failed_share") ? (Double) stop.path("failed_share").asDouble() : null,
                stop.has("keys_worse_by") ? (Double) stop.path("keys_worse_by").asDouble() : null,
                stop.path("keys_days").asInt(DEFAULT_KEYS_DAYS));
    }

    private static Instant time(JsonNode body, String member, FaultCollector faults) {
        return Rfc3339.parse(body.path(member).asText())
                .map(at -> at.truncatedTo(ChronoUnit.MICROS))
                .orElseGet(() -> {
                    faults.add("/" + member, "must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z");
                    return Instant.MAX;
                });
    }

    private static List<Wave> waves(JsonNode waves) {
        return waves.isEmpty()
                ? List.of(new Wave(List.of(), 1))
                : waves.valueStream()
                        .map(wave -> new Wave(
                                teams(wave.path("teams")), wave.path("share").asDouble(0)))
                        .toList();
    }

    private static List<String> teams(JsonNode names) {
        return texts(names).stream()
                .map(team -> EntityRef.shorten(team, "group"))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
