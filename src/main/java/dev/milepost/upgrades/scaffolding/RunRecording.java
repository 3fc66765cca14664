package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.log.EventHistory;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.registry.PublishedGoldenPath;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.upgrades.scaffolding.DueRuns.Due;
import dev.milepost.upgrades.scaffolding.DueRuns.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the durable facts of a run's version: the lock, the parameter values without secrets, its rendered files, and
 * the time saved as the version stated it then. A run can arrive before its version is published here, so its recording
 * waits for the version. If the version was published after the end of the run, its time saved is not used.
 */
@ApplicationScoped
class RunRecording {

    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    private final DueRuns due;
    private final RunRepository runs;
    private final Registry registry;
    private final EventHistory log;
    private final RenderedBases bases;
    private final Clock clock;

    RunRecording(
            DueRuns due, RunRepository runs, Registry registry, EventHistory log, RenderedBases bases, Clock clock) {
        this.due = due;
        this.runs = runs;
        this.registry = registry;
        this.log = log;
        this.bases = bases;
        this.clock = clock;
    }

    /** Records due runs. Returns how many were claimed. */
    int recordSome(int limit) {
        var taken = due.claim(clock.instant(), limit);
        taken.forEach(this::record);
        return taken.size();
    }

    /** Records one run at once, if it is not recorded yet. */
    void record(ScaffoldRun run) {
        due.claim(run, clock.instant()).ifPresent(this::record);
    }

    private void record(Due one) {
        var run = one.run();
        var version = Optional.ofNullable(run.version()).flatMap(text -> registry.find(run.template(), text));
        var resolved = version.flatMap(known -> registry.findResolved(run.template(), String.valueOf(run.version())));
        if (resolved.isEmpty()) {
            var seconds = Math.min(MAX_WAIT.toSeconds(), 1L << Math.min(one.attempts(), 20));
            due.postpone(one, clock.instant().plusSeconds(seconds), "The registry does not have the run's version.");
            return;
        }
        due.record(one, recorded(one, version.get(), resolved.get()), clock.instant());
    }

    private Recorded recorded(Due one, PublishedGoldenPath version, ResolvedGoldenPath resolved) {
        var run = one.run();
        var parameters = parameters(one, resolved).orElse(null);
        var lock = resolved.lock().fingerprint();
        var timeSaved = timeSaved(run, version);
        if (parameters == null) {
            return new Recorded(
                    null, lock, null, null, timeSaved, "No event contains the parameter values of this run.");
        }
        var correlationId = runs.correlationId(run);
        var digest = ParameterDigest.of(parameters, correlationId);
        try {
            var base = bases.renderAndStore(resolved, parameters, correlationId);
            return new Recorded(
                    parameters.toString(), lock, digest, base.files().digest(), timeSaved, null);
        } catch (ProblemException e) {
            // A fault of the template, which would recur on every rendering.
            return new Recorded(parameters.toString(), lock, digest, null, timeSaved, e.getMessage());
        }
    }

    /**
     * Returns the parameter values from their event, if it is within the log's retention; empty for a run without a
     * service.
     */
    private Optional<ObjectNode> parameters(Due one, ResolvedGoldenPath resolved) {
        var ref = one.parameters();
        var service = one.run().service();
        if (ref == null || service == null) {
            return Optional.empty();
        }
        return log.findByIdentity(service, ref.time(), ref.identity())
                .map(event -> event.data().path("parameters"))
                .filter(ObjectNode.class::isInstance)
                .map(values -> SafeParameters.of((ObjectNode) values, resolved));
    }

    private static @Nullable Long timeSaved(ScaffoldRun run, PublishedGoldenPath version) {
        var stated = version.manifest().timeSaved();
        var ended = run.completedAt();
        return stated == null
                        || ended == null
                        || run.kind() != ScaffoldRun.Kind.CREATE
                        || version.publishedAt().isAfter(ended)
                ? null
                : (Long) stated.toSeconds();
    }
}
