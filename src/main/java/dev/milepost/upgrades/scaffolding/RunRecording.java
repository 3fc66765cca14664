package dev.milepost.upgrades.scaffolding;

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
    private final Registry registry;
    private final RecordingInputs inputs;
    private final Clock clock;

    RunRecording(DueRuns due, Registry registry, RecordingInputs inputs, Clock clock) {
        this.due = due;
        this.registry = registry;
        this.inputs = inputs;
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
        var parameters = inputs.parameters(one, resolved).orElse(null);
        var lock = resolved.lock().fingerprint();
        var timeSaved = timeSaved(run, version);
        if (parameters == null) {
            return new Recorded(
                    null, lock, null, null, timeSaved, "No event contains the parameter values of this run.");
        }
        var digest = inputs.digest(parameters, run);
        try {
            var base = inputs.renderAndStore(resolved, parameters, run);
            return new Recorded(
                    parameters.toString(), lock, digest, base.files().digest(), timeSaved, null);
        } catch (ProblemException e) {
            // A fault of the template, which would recur on every rendering.
            return new Recorded(parameters.toString(), lock, digest, null, timeSaved, e.getMessage());
        }
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
