package dev.milepost.slo.corrections;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule of iCalendar (RFC 5545, section 3.3.10) by the clocks of a zone.
 *
 * @param rule one that {@link RecurrenceRuleValidator} has found to be good
 */
public record Recurrence(String rule, ZoneId zone) {

    /** As many times as a rule may come again. */
    static final int MAX_OCCURRENCES = 1_000;

    /**
     * When it begins each time, at most one more than there may be. A time that the clocks leave out is as much later, of
     * one that comes twice it is the first (RFC 5545, section 3.3.5).
     */
    List<Instant> starts(Instant first) {
        var parsed = parse();
        var last = last(parsed);
        if (last != null) {
            // The library cannot compare it with clocks that have no zone; it is held against the zone's below.
            parsed.setUntil(null);
        }
        var local = LocalDateTime.ofInstant(first, zone);
        // By clocks that never change; the zone's come after.
        var iterator = parsed.iterator(new DateTime(
                local.getYear(),
                local.getMonthValue() - 1,
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                0));
        var starts = new ArrayList<Instant>();
        while (starts.size() <= MAX_OCCURRENCES && iterator.hasNext()) {
            var next = local(iterator.nextDateTime());
            var start = next.equals(local) ? first : next.atZone(zone).toInstant();
            if (last != null && start.isAfter(last)) {
                break;
            }
            starts.add(start);
        }
        return starts;
    }

    private RecurrenceRule parse() {
        try {
            return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalStateException("A rule that was found to be good can be read", e);
        }
    }

    /** Which moment no beginning is after; null where the rule counts. */
    private static @Nullable Instant last(RecurrenceRule rule) {
        var until = rule.getUntil();
        return until == null ? null : Instant.ofEpochMilli(until.getTimestamp());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(), time.getMonth() + 1, time.getDayOfMonth(), time.getHours(), time.getMinutes());
    }
}
