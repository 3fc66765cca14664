package dev.milepost.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Sends the history of a git repository to a running service. */
public final class Backfill {

    /** For how long a service that is away, too busy or not moving is waited for. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plan plan;
    private final PrintStream out;
    private final Progress progress;

    Backfill(Plan plan, PrintStream out, Progress progress) {
        this.plan = plan;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Sends a history in the usual way, in two lines, and never throws.
     *
     * @param service empty for the name of the repository
     * @return whether all of it has arrived
     */
    public static boolean run(Path git, Optional<String> service, URI url, PrintStream out) {
        try {
            var quiet = new PrintStream(PrintStream.nullOutputStream());
            var backfill = new Backfill(Plan.usual(git, service), quiet, Progress.silent());
            var sent = backfill.send(new RunningService(url, PATIENCE));
            out.printf("Backfilled %s from %s. Its four keys:%n", sent.found().counts(), git);
            out.println("  " + sent.curl());
            return sent.isWhole();
        } catch (CannotBackfill e) {
            out.printf("No backfill from %s: %s%n", git, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    Sent send(RunningService target) throws InterruptedException {
        target.requireRunning();
        try (var checkout = Checkout.open(plan.git());
                var history = GitHistory.read(checkout, plan.selection());
                var sending = new Sending(target, done -> progress.show("Sent", done, history.events()))) {
            long start = System.nanoTime();
            var found = found(checkout, history);
            var window = new Window();
            progress.show("Sent", 0, history.events());
            events(checkout, found).forEach(event -> {
                window.widen(event.time().instant());
                sending.send(event);
            });
            var receipt = sending.finish();
            boolean counted = new Arrival(target, progress, PATIENCE).await();
            var spent = Duration.ofNanos(System.nanoTime() - start);
            var question = new Question(found.service(), plan.environment(), window);
            return new Sent(found, window, receipt, spent, counted, target.curl(question.toPath()));
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            progress.clear();
        }
    }

    /** Reads all and sends nothing; shows the newest event of each type. */
    void sendNothing() {
        try (var checkout = Checkout.open(plan.git());
                var history = GitHistory.read(checkout, plan.selection())) {
            var found = found(checkout, history);
            var newest = new LinkedHashMap<String, Event>();
            events(checkout, found).forEach(event -> newest.put(event.type(), event));
            out.println("Nothing was sent. The newest events:");
            for (var event : newest.values()) {
                out.println("  " + JSON.writeValueAsString(event));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Found found(Checkout checkout, GitHistory history) {
        var found = new Found(plan.service().orElseGet(checkout::name), history);
        out.printf("Found %s in %s.%n", found.counts(), plan.git());
        found.remarks().forEach(out::println);
        return found;
    }

    private GoldenEvents events(Checkout checkout, Found found) {
        var repository = checkout.origin().map(Origin::repository);
        return new GoldenEvents(found.history(), found.service(), repository, plan.environment());
    }

    private CannotBackfill unreadable(IOException e) {
        return CannotBackfill.because(
                "The git repository of %s cannot be read: %s. Try git fsck there.", plan.git(), e.getMessage());
    }
}
