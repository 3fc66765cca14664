package dev.milepost.cli.backfill;

import java.io.PrintStream;
import java.time.Duration;

/** Reports the progress of long work: on a terminal in one line that is updated, otherwise in a line at intervals. */
final class ProgressReporter {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_A_LOG = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final long pause;
    private String stage = "";
    private long start;
    private long shownAt;
    private long before;
    private int width;

    private ProgressReporter(PrintStream out, boolean terminal, Duration pause) {
        this.out = out;
        this.terminal = terminal;
        this.pause = pause.toNanos();
    }

    static ProgressReporter on(PrintStream out) {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new ProgressReporter(out, terminal, terminal ? ON_TERMINAL : IN_A_LOG);
    }

    /** @param every the interval of lines */
    static ProgressReporter inLog(PrintStream out, Duration every) {
        return new ProgressReporter(out, false, every);
    }

    static ProgressReporter silent() {
        return new ProgressReporter(new PrintStream(PrintStream.nullOutputStream()), false, Duration.ofDays(1));
    }

    /** Reports progress. The first call of a stage starts its clock. */
    void show(String what, long done, long total) {
        long now = System.nanoTime();
        if (!what.equals(stage)) {
            stage = what;
            start = now;
            shownAt = now;
            before = done;
        } else if (now - shownAt >= pause) {
            shownAt = now;
            print(line(what, done, total, (done - before) / ((now - start) / 1e9)));
        }
    }

    static String line(String what, long done, long total, double rate) {
        var left = rate > 0
                ? remainingTime(Duration.ofSeconds((long) Math.ceil((total - done) / rate)))
                : "remaining time unknown";
        return "%s %,d of %,d, %,.0f a second, %s".formatted(what, done, total, rate, left);
    }

    private static String remainingTime(Duration time) {
        if (time.toHours() > 0) {
            return "%d h %02d min left".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %02d s left".formatted(time.toMinutesPart(), time.toSecondsPart())
                : time.toSecondsPart() + " s left";
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
