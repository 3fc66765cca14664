package dev.milepost.slo.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses and validates a correction from a request body. */
final class CorrectionReader {

    private static final Set<String> MEMBERS =
            Set.of("category", "reason", "from", "to", "rrule", "time_zone", "applies_to");
    private static final int MAX_REASON_LENGTH = 1_000;
    private static final int MAX_RULE_LENGTH = 500;
    private static final Duration MAX_LENGTH = Duration.ofDays(31);

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    private CorrectionReader(JsonNode body) {
        this.body = body;
    }

    /** A valid request. */
    record CorrectionRequest(
            CorrectionScope.Kind appliesTo, CorrectionCategory category, String reason, Schedule schedule) {}

    static CorrectionRequest read(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw invalid(List.of(new Fault("", "must be a JSON object with reason and from")));
        }
        return new CorrectionReader(body).request();
    }

    private CorrectionRequest request() {
        validateMembers(MEMBERS);
        var reason = text("reason", MAX_REASON_LENGTH, true);
        var kind = kind();
        var category = category();
        var schedule = schedule();
        if (reason == null || kind == null || category == null || schedule == null || !faults.isEmpty()) {
            throw invalid(faults);
        }
        return new CorrectionRequest(kind, category, reason.strip(), schedule);
    }

    private CorrectionScope.@Nullable Kind kind() {
        var text = text("applies_to", MAX_RULE_LENGTH, false);
        for (var kind : CorrectionScope.Kind.values()) {
            if (kind.word().equals(text)) {
                return kind;
            }
        }
        return text == null ? CorrectionScope.Kind.SLO : fault("applies_to", "must be slo or service");
    }

    private @Nullable CorrectionCategory category() {
        var text = text("category", MAX_RULE_LENGTH, false);
        if (text == null) {
            return CorrectionCategory.OTHER;
        }
        var category = CorrectionCategory.find(text);
        return category.isPresent() ? category.get() : fault("category", "must be one of " + CorrectionCategory.NAMES);
    }

    private @Nullable Schedule schedule() {
        var rule = text("rrule", MAX_RULE_LENGTH, false);
        var first = range(rule != null);
        var zone = zone(rule != null);
        if (first == null || rule == null) {
            return first == null ? null : new Schedule(first, null);
        } else if (zone == null) {
            return null;
        }
        var recurrence = new Recurrence(rule, zone);
        var wrong = RecurrenceRuleValidator.fault(recurrence, first);
        return wrong.isPresent() ? fault("rrule", wrong.get()) : new Schedule(first, recurrence);
    }

    /** @param recurs true if the range must have an end; else it can be open */
    private @Nullable TimeRange range(boolean recurs) {
        var from = minute("from", true);
        var to = minute("to", recurs);
        if (from == null) {
            return null;
        } else if (to == null) {
            // Otherwise it has a fault already.
            return recurs || body.hasNonNull("to") ? null : new TimeRange(from, Schedule.OPEN_END);
        } else if (!from.isBefore(to)) {
            return fault("to", "must be after /from");
        } else if (from.plus(MAX_LENGTH).isBefore(to)) {
            return fault("to", "must be at most %d days after /from".formatted(MAX_LENGTH.toDays()));
        }
        return new TimeRange(from, to);
    }

    /** Parses the body of a request that closes a correction. Returns null if it has no time. */
    static @Nullable Instant readEnd(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw invalid(List.of(new Fault("", "must be a JSON object, which may have to")));
        }
        var reader = new CorrectionReader(body);
        reader.validateMembers(Set.of("to"));
        var to = reader.minute("to", false);
        if (!reader.faults.isEmpty()) {
            throw invalid(reader.faults);
        }
        return to;
    }

    private void validateMembers(Set<String> known) {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(new Fault(JsonPointers.of("", name), "is not a known field"));
            }
        });
    }

    private @Nullable Instant minute(String name, boolean required) {
        var text = text(name, MAX_RULE_LENGTH, required);
        if (text == null) {
            return null;
        }
        var time = Rfc3339.parse(text);
        if (time.isEmpty()) {
            return fault(name, "must be an RFC 3339 time, such as 2026-06-07T02:00:00+02:00");
        } else if (time.get().getEpochSecond() % 60 != 0 || time.get().getNano() != 0) {
            return fault(name, "must be a whole minute");
        }
        return time.get();
    }

    private @Nullable ZoneId zone(boolean recurs) {
        var text = text("time_zone", MAX_RULE_LENGTH, recurs);
        if (text == null) {
            return null;
        } else if (!recurs) {
            return fault("time_zone", "is allowed only together with /rrule");
        }
        return ZoneId.getAvailableZoneIds().contains(text)
                ? ZoneId.of(text)
                : fault("time_zone", "must be an IANA time zone, such as Europe/Berlin");
    }

    private @Nullable String text(String name, int most, boolean required) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return required ? fault(name, "is missing") : null;
        } else if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > most) {
            return fault(name, "must be a string of 1 to %d characters that is not blank".formatted(most));
        } else if (value.textValue().indexOf('\0') >= 0) {
            return fault(name, "must not contain the character U+0000");
        }
        return value.textValue();
    }

    static ProblemException invalid(List<Fault> faults) {
        var detail = faults.stream()
                .map(fault -> (fault.pointer().isEmpty() ? "The body" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        return ProblemException.of(ProblemType.INVALID_CORRECTION, detail, faults);
    }

    private <T> @Nullable T fault(String name, String detail) {
        faults.add(new Fault(JsonPointers.of("", name), detail));
        return null;
    }
}
