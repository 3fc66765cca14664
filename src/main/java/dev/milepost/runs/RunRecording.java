package dev.milepost.runs;

import dev.milepost.platform.ProblemException;
import dev.milepost.resolution.Assembly;
import dev.milepost.runs.DueRuns.Due;
import dev.milepost.runs.DueRuns.Recorded;
import dev.milepost.templates.PublishedGoldenPath;
import dev.milepost.templates.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of a run what of its version lasts: the lock, the values that are no secrets, what its files were rendered to,
 * and the time that it saved as the version stated it then. A run may be told of before its version is published here, so
 * it waits for that; but what a version states that was published after the run has ended was not stated then.
 */
@ApplicationScoped
class RunRecording {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final DueRuns due;
    private final Registry registry;
    private final RunMaterial material;
    private final Clock clock;

    RunRecording(DueRuns due, Registry registry, RunMaterial material, Clock clock) {
        this.due = due;
        this.registry = registry;
        this.material = material;
        this.clock = clock;
    }

    /** Records some that are due; how many were taken. */
    int recordSome(int limit) {
        var taken = due.take(clock.instant(), limit);
        taken.forEach(this::record);
        return taken.size();
    }

    /** Records one at once, where it has not been. */
    void record(Run run) {
        due.take(run, clock.instant()).forEach(this::record);
    }

    private void record(Due one) {
        var run = one.run();
        var version = Optional.ofNullable(run.version()).flatMap(text -> registry.find(run.template(), text));
        var assembly = version.flatMap(known -> registry.findAssembly(run.template(), String.valueOf(run.version())));
        if (assembly.isEmpty()) {
            var seconds = Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(one.attempts(), 20));
            due.postpone(one, clock.instant().plusSeconds(seconds), "The registry does not have its version.");
            return;
        }
        due.record(one, recorded(one, version.get(), assembly.get()), clock.instant());
    }

    private Recorded recorded(Due one, PublishedGoldenPath version, Assembly assembly) {
        var run = one.run();
        var parameters = material.parameters(one, assembly).orElse(null);
        var lock = assembly.lock().fingerprint();
        var timeSaved = timeSaved(run, version);
        if (parameters == null) {
            return new Recorded(null, lock, null, null, timeSaved, "Nobody told what it was filled in with.");
        }
        var digest = material.digest(parameters, run);
        try {
            var base = material.keep(assembly, parameters, run);
            return new Recorded(
                    parameters.toString(), lock, digest, base.files().digest(), timeSaved, null);
        } catch (ProblemException e) {
            // The template's own fault, which comes again however often it is rendered.
            return new Recorded(parameters.toString(), lock, digest, null, timeSaved, e.getMessage());
        }
    }

    private static @Nullable Long timeSaved(Run run, PublishedGoldenPath version) {
        var stated = version.manifest().timeSaved();
        var ended = run.completedAt();
        return stated == null
                        || ended == null
                        || run.kind() != Run.Kind.CREATE
                        || version.publishedAt().isAfter(ended)
                ? null
                : (Long) stated.toSeconds();
    }
}
