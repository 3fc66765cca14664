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

    private static final Set<String> MEMBERS = Set.of("reason", "from", "to", "rrule", "time_zone", "applies_to");
    private static final int MAX_REASON_LENGTH = 1_000;
    private static final int MAX_RULE_LENGTH = 500;
    private static final Duration MAX_LENGTH = Duration.ofDays(31);

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    private CorrectionReader(JsonNode body) {
        this.body = body;
    }

    /** A valid request. */
    record CorrectionRequest(CorrectionScope.Kind appliesTo, String reason, Schedule schedule) {}

    static CorrectionRequest read(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw invalid(List.of(new Fault("", "must be a JSON object with reason, from and to")));
        }
        return new CorrectionReader(body).request();
    }

    private CorrectionRequest request() {
        body.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                faults.add(new Fault(JsonPointers.of("", name), "is not a known field"));
            }
        });
        var reason = text("reason", MAX_REASON_LENGTH, true);
        var kind = kind();
        var schedule = schedule();
        if (reason == null || kind == null || schedule == null || !faults.isEmpty()) {
            throw invalid(faults);
        }
        return new CorrectionRequest(kind, reason.strip(), schedule);
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

    private @Nullable Schedule schedule() {
        var first = range();
        var rule = text("rrule", MAX_RULE_LENGTH, false);
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

    private @Nullable TimeRange range() {
        var from = minute("from");
        var to = minute("to");
        if (from == null || to == null) {
            return null;
        } else if (!from.isBefore(to)) {
            return fault("to", "must be after /from");
        } else if (from.plus(MAX_LENGTH).isBefore(to)) {
            return fault("to", "must be at most %d days after /from".formatted(MAX_LENGTH.toDays()));
        }
        return new TimeRange(from, to);
    }

    private @Nullable Instant minute(String name) {
        var text = text(name, MAX_RULE_LENGTH, true);
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

    private static ProblemException invalid(List<Fault> faults) {
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
