package dev.milepost.cli.backfill;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Reports how many events of a backfill were sent and how many are in the numbers: on a terminal in one line that is
 * updated, otherwise in a line at intervals. The remaining time is that until all are in the numbers, at the rate of the
 * last seconds.
 */
final class ProgressReporter {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_A_LOG = Duration.ofSeconds(5);

    /** Events are counted in transactions, which can take a few seconds; the rate is that of some of them. */
    private static final long RATE_NANOS = Duration.ofSeconds(20).toNanos();

    /** Without progress for this long, the remaining time is unknown. */
    private static final long STALL_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final long pause;
    private final LongSupplier nanoTime;
    private final Deque<Counted> samples = new ArrayDeque<>();
    private long shownAt;
    private int width;

    private record Counted(long at, long events) {}

    private ProgressReporter(PrintStream out, boolean terminal, Duration pause, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.pause = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    static ProgressReporter on(PrintStream out) {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new ProgressReporter(out, terminal, terminal ? ON_TERMINAL : IN_A_LOG, System::nanoTime);
    }

    /** @param every the interval of lines */
    static ProgressReporter inLog(PrintStream out, Duration every, LongSupplier nanoTime) {
        return new ProgressReporter(out, false, every, nanoTime);
    }

    static ProgressReporter silent() {
        return inLog(new PrintStream(PrintStream.nullOutputStream()), Duration.ofDays(1), System::nanoTime);
    }

    /**
     * Reports progress. The first call starts the clock.
     *
     * @param counted how many of the events are in the numbers
     */
    void show(long sent, long counted, long total) {
        long now = nanoTime.getAsLong();
        if (samples.isEmpty()) {
            shownAt = now;
        }
        sample(now, counted);
        if (now > shownAt && now - shownAt >= pause) {
            shownAt = now;
            print("Sent %,d of %,d, counted %,d, %s"
                    .formatted(sent, total, counted, remainingTime(now, total - counted)));
        }
    }

    /** Keeps one sample for each number of counted events, with the time when it was reached. */
    private void sample(long now, long counted) {
        if (samples.isEmpty() || samples.getLast().events() != counted) {
            samples.add(new Counted(now, counted));
        }
        while (samples.size() > 2 && now - samples.getFirst().at() > RATE_NANOS) {
            samples.remove();
        }
    }

    private String remainingTime(long now, long left) {
        var first = samples.getFirst();
        var last = samples.getLast();
        long counted = last.events() - first.events();
        if (counted <= 0 || now - last.at() > STALL_NANOS) {
            return "remaining time unknown";
        }
        // The time since the last progress is part of it: a rate that only counts moments of progress is too high.
        return remainingTime(Duration.ofNanos((long) ((double) left / counted * (now - first.at()))));
    }

    static String remainingTime(Duration time) {
        var rounded = Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds());
        if (rounded.toHours() > 0) {
            return "%d h %02d min left".formatted(rounded.toHours(), rounded.toMinutesPart());
        }
        return rounded.toMinutes() > 0
                ? "%d min %02d s left".formatted(rounded.toMinutesPart(), rounded.toSecondsPart())
                : rounded.toSecondsPart() + " s left";
    }

    private void print(String line) {
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        } else {
            out.println(line);
        }
    }

    /** Clears the line on a terminal. */
    void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
