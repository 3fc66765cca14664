package dev.milepost.cli.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Sends the history of a git repository to a running service. */
public final class Backfill {

    /** How long to wait for a service that is unavailable, overloaded or making no progress. */
    static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BackfillPlan plan;
    private final PrintStream out;
    private final ProgressReporter progress;
    private volatile boolean sent;

    Backfill(BackfillPlan plan, PrintStream out, ProgressReporter progress) {
        this.plan = plan;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Sends a history with default settings, prints two lines, and never throws.
     *
     * @param service empty for the name of the repository
     * @return whether the service accepted all events
     */
    public static boolean run(Path git, Optional<String> service, URI url, PrintStream out) {
        try {
            var quiet = new PrintStream(PrintStream.nullOutputStream());
            var backfill = new Backfill(BackfillPlan.ofDefaults(git, service), quiet, ProgressReporter.silent());
            var sent = backfill.send(new MilepostClient(url, TIMEOUT));
            out.printf("Backfilled %s from %s. The four keys:%n", sent.found().counts(), git);
            out.println("  " + sent.curl());
            return sent.isFullyAccepted();
        } catch (CommandFailure e) {
            out.printf("No backfill from %s: %s%n", git, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    BackfillResult send(MilepostClient target) throws InterruptedException {
        target.requireRunning();
        try (var checkout = LocalRepository.open(plan.git());
                var history = GitHistory.read(checkout, plan.selection())) {
            return send(target, checkout, history);
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            progress.clear();
        }
    }

    private BackfillResult send(MilepostClient target, LocalRepository checkout, GitHistory history)
            throws IOException, InterruptedException {
        var lag = new LagPoller(target, progress, history.events(), TIMEOUT);
        try (var sending = new BatchSender(target, lag::sent)) {
            long start = System.nanoTime();
            var found = found(checkout, history);
            var window = new HistorySpan();
            lag.sent(0);
            events(checkout, found).forEach(event -> {
                window.include(event.time().instant());
                sending.send(event);
            });
            var receipt = sending.finish();
            sent = true;
            boolean counted = lag.await();
            var spent = Duration.ofNanos(System.nanoTime() - start);
            var path = window.toFourKeysPath(found.service(), plan.environment());
            return new BackfillResult(found, window, receipt, spent, counted, target.curl(path));
        }
    }

    /** Whether the service has all events. */
    boolean isSent() {
        return sent;
    }

    /** Reads everything and sends nothing; prints the newest event of each type. */
    void dryRun() {
        try (var checkout = LocalRepository.open(plan.git());
                var history = GitHistory.read(checkout, plan.selection())) {
            var found = found(checkout, history);
            var newest = new LinkedHashMap<String, BackfillEvent>();
            events(checkout, found).forEach(event -> newest.put(event.type(), event));
            out.println("Nothing was sent. The newest event of each type:");
            for (var event : newest.values()) {
                out.println("  " + JSON.writeValueAsString(event));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private HistorySummary found(LocalRepository checkout, GitHistory history) {
        var found = new HistorySummary(plan.service().orElseGet(checkout::name), history);
        out.printf("Found %s in %s.%n", found.counts(), plan.git());
        found.remarks().forEach(out::println);
        return found;
    }

    private GoldenEventMapper events(LocalRepository checkout, HistorySummary found) {
        var repository = checkout.origin().map(GitOrigin::repository);
        return new GoldenEventMapper(found.history(), found.service(), repository, plan.environment());
    }

    private CommandFailure unreadable(IOException e) {
        return CommandFailure.failed(
                "The git repository of %s cannot be read: %s. Check it with git fsck.", plan.git(), e.getMessage());
    }
}
