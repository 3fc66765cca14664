package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.templates.manifests.GoldenPath.ModuleRange;
import dev.milepost.templates.manifests.GoldenPath.RoadmapItem;
import dev.milepost.templates.manifests.GoldenPath.Support;
import dev.milepost.templates.manifests.PolicyHook.Requirement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a golden path from a document that is valid against its schema. */
final class GoldenPathReader {

    private static final Duration MAX_TIME_SAVED = Duration.ofDays(3_650);

    private final JsonNode spec;
    private final FaultCollector faults;

    private GoldenPathReader(JsonNode spec, FaultCollector faults) {
        this.spec = spec;
        this.faults = faults;
    }

    static GoldenPath read(JsonNode document, FaultCollector faults) {
        var spec = document.path("spec");
        var reader = new GoldenPathReader(spec, faults);
        var read = new GoldenPath(
                MetadataReader.read(document.path("metadata"), faults),
                spec.path("type").asText(),
                spec.path("lifecycle").asText(),
                MetadataReader.changelog(spec.path("changelog"), faults),
                reader.modules(),
                ParametersReader.read(spec, faults),
                reader.policies(),
                reader.roadmap(),
                reader.support(),
                reader.timeSaved(),
                document);
        faults.throwAny();
        return read;
    }

    private List<ModuleRange> modules() {
        var modules = new ArrayList<ModuleRange>();
        var names = new HashSet<String>();
        for (var module : spec.path("modules")) {
            var at = "/spec/modules/" + modules.size();
            var read = new ModuleRange(
                    module.path("module").asText(), module.path("range").asText());
            if (!names.add(read.module())) {
                faults.add(at + "/module", "'" + read.module() + "' is listed twice");
            }
            VersionRanges.validate(read.range(), at + "/range", faults);
            modules.add(read);
        }
        return modules;
    }

    private Map<PolicyHook, Requirement> policies() {
        var policies = new EnumMap<PolicyHook, Requirement>(PolicyHook.class);
        for (var hook : PolicyHook.values()) {
            var requirement = spec.path("policies").path(hook.wireName());
            if (requirement.isTextual()) {
                policies.put(hook, Requirement.valueOf(requirement.asText().toUpperCase(Locale.ROOT)));
            }
        }
        return policies;
    }

    private List<RoadmapItem> roadmap() {
        return spec.path("roadmap")
                .valueStream()
                .map(item -> new RoadmapItem(item.path("title").asText(), MetadataReader.text(item, "target")))
                .toList();
    }

    private @Nullable Support support() {
        var support = spec.path("support");
        if (!support.isObject()) {
            return null;
        }
        var deprecated = date(support, "deprecatedFrom");
        var end = date(support, "endOfLife");
        if (deprecated != null && end != null && end.isBefore(deprecated)) {
            faults.add("/spec/support/endOfLife", "must not be before deprecatedFrom");
        }
        return new Support(deprecated, end, MetadataReader.text(support, "supersededBy"));
    }

    private @Nullable LocalDate date(JsonNode support, String member) {
        var text = MetadataReader.text(support, member);
        try {
            return text == null ? null : LocalDate.parse(text, Rfc3339.DAY);
        } catch (DateTimeException e) {
            faults.add("/spec/support/" + member, "is not a day of the calendar");
            return null;
        }
    }

    private @Nullable Duration timeSaved() {
        var text = MetadataReader.text(spec, "timeSaved");
        try {
            var saved = text == null ? null : Duration.parse(text);
            if (saved == null || (saved.compareTo(Duration.ZERO) > 0 && saved.compareTo(MAX_TIME_SAVED) <= 0)) {
                return saved;
            }
        } catch (DateTimeException e) {
            // Reported below, as is a duration that is too long.
        }
        faults.add("/spec/timeSaved", "must be a duration above zero and at most 3,650 days, such as PT4H");
        return null;
    }
}
