package dev.milepost.slo.corrections;

import dev.milepost.platform.time.Rfc3339;
import dev.milepost.slo.objectives.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;

/** Validates recurrence rules. A rule must occur at most once a day, end, and be computable. */
final class RecurrenceRuleValidator {

    private static final Set<Freq> SUPPORTED = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    // The parts are strings, because the library's Part class must not be initialized first: it and RecurrenceRule
    // initialize each other, and then neither can be used.
    private static final Set<String> UNSUPPORTED = Set.of("BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP");

    private static final int MAX_INTERVAL = 1_000;
    private static final Duration MAX_SPAN = Duration.ofDays(3_660);

    private RecurrenceRuleValidator() {}

    /** Returns what is wrong with a rule; empty if it is valid. */
    static Optional<String> fault(Recurrence recurrence, TimeRange first) {
        return formFault(recurrence.rule()).or(() -> timesFault(recurrence, first));
    }

    private static Optional<String> formFault(String text) {
        RecurrenceRule rule;
        try {
            rule = new RecurrenceRule(text, RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            return Optional.of("is no recurrence rule of RFC 5545: " + e.getMessage());
        }
        if (!SUPPORTED.contains(rule.getFreq())) {
            return Optional.of("must have FREQ=DAILY, WEEKLY, MONTHLY or YEARLY");
        }
        var refused = Stream.of(text.toUpperCase(Locale.ROOT).split(";"))
                .map(part -> part.split("=", 2)[0].strip())
                .filter(UNSUPPORTED::contains)
                .findFirst();
        if (refused.isPresent()) {
            return Optional.of("must not have %s: it begins at the time of day of /from, in the Gregorian calendar"
                    .formatted(refused.get()));
        }
        if (rule.getInterval() > MAX_INTERVAL) {
            return Optional.of("must have an INTERVAL of at most %d".formatted(MAX_INTERVAL));
        }
        var until = rule.getUntil();
        if (until != null && (until.isAllDay() || until.isFloating())) {
            return Optional.of("must have an UNTIL in UTC, such as 20271231T235900Z");
        }
        return rule.isInfinite() ? Optional.of("must end, by COUNT or UNTIL") : Optional.empty();
    }

    private static Optional<String> timesFault(Recurrence recurrence, TimeRange range) {
        var first = range.from();
        List<Instant> starts;
        try {
            starts = recurrence.starts(first);
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException | ArithmeticException e) {
            return Optional.of("comes too seldom to be computed");
        }
        if (starts.isEmpty() || !starts.get(0).equals(first)) {
            return Optional.of("does not come at /from, which must be the first time");
        } else if (starts.size() > Recurrence.MAX_OCCURRENCES) {
            return Optional.of("must come at most %d times".formatted(Recurrence.MAX_OCCURRENCES));
        } else if (starts.get(starts.size() - 1).isAfter(first.plus(MAX_SPAN))) {
            return Optional.of("must come for the last time within ten years");
        } else if (!Rfc3339.isInRange(starts.get(starts.size() - 1).plus(range.length()))) {
            return Optional.of("must end for the last time before the year 10000");
        }
        return Optional.empty();
    }
}
