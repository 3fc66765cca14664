package dev.milepost.slo.corrections;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule of iCalendar (RFC 5545, section 3.3.10) in the local time of a zone.
 *
 * @param rule a rule that {@link RecurrenceRuleValidator} has accepted
 */
public record Recurrence(String rule, ZoneId zone) implements Comparable<Recurrence> {

    private static final Comparator<Recurrence> ORDER = Comparator.comparing(Recurrence::rule)
            .thenComparing(recurrence -> recurrence.zone().getId());

    /** The maximum number of occurrences of a rule. */
    static final int MAX_OCCURRENCES = 1_000;

    /**
     * Returns the starts, at most one more than the maximum. A local time that a clock change skips is later by the
     * length of the change. Of a local time that occurs twice, the first counts (RFC 5545, section 3.3.5).
     */
    List<Instant> starts(Instant first) {
        var parsed = parse();
        var last = last(parsed);
        if (last != null) {
            // The library cannot compare UNTIL with local times. It is compared with the start in the zone below.
            parsed.setUntil(null);
        }
        var local = LocalDateTime.ofInstant(first, zone);
        // Iterates over local times without a zone. The zone is applied below.
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

    /** Returns the latest possible start; null if the rule has no UNTIL. */
    private static @Nullable Instant last(RecurrenceRule rule) {
        var until = rule.getUntil();
        return until == null ? null : Instant.ofEpochMilli(until.getTimestamp());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(), time.getMonth() + 1, time.getDayOfMonth(), time.getHours(), time.getMinutes());
    }

    @Override
    public int compareTo(Recurrence other) {
        return ORDER.compare(this, other);
    }
}
