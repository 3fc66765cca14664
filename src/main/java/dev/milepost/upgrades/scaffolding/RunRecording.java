package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.log.EventHistory;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.registry.PublishedGoldenPath;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.upgrades.scaffolding.DueRuns.Due;
import dev.milepost.upgrades.scaffolding.DueRuns.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records the durable facts of a run's version: the lock, the parameter values without secrets, its rendered files, and
 * the time saved as the version stated it then. A run can arrive before its version is published here, so its recording
 * waits for the version. If the version was published after the end of the run, its time saved is not used.
 */
@ApplicationScoped
class RunRecording {

    private static final Logger LOG = Logger.getLogger(RunRecording.class);
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    /** The pause after a failure that may not recur. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final String GIVEN_UP =
            "The recording of this run failed, or ended the process, %d times. Its files are not known. A new event of the run starts it again."
                    .formatted(DueRuns.MAX_RECORDINGS);

    private static final String TOO_LARGE = "The parameter values of this run take more than %s of memory."
            .formatted(HeapShare.text(Renderer.MAX_VALUE_BYTES));

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

    boolean isAnyDue() {
        return due.isAnyDue(clock.instant());
    }

    /** Records the run that is longest due, if there is one. Runs are claimed one by one, so that none is begun in vain. */
    void recordNext() {
        due.claim(clock.instant(), 1).forEach(this::record);
    }

    /** Records one run at once, if it is not recorded yet. */
    void record(ScaffoldRun run) {
        due.claim(run, clock.instant()).ifPresent(this::record);
    }

    private void record(Due one) {
        try {
            recordClaimed(one);
        } catch (RuntimeException | Error e) {
            LOG.warnf(
                    e,
                    "The recording of run %s of %s failed",
                    one.run().taskId(),
                    one.run().source());
            due.postpone(one, clock.instant().plus(RETRY), "The recording of this run failed. It is tried again.");
        }
    }

    private void recordClaimed(Due one) {
        var run = one.run();
        var version = Optional.ofNullable(run.version()).flatMap(text -> registry.find(run.template(), text));
        if (version.isEmpty()) {
            var seconds = Math.min(MAX_WAIT.toSeconds(), 1L << Math.min(one.attempts(), 20));
            due.postpone(one, clock.instant().plusSeconds(seconds), "The registry does not have the run's version.");
            return;
        }
        var mayBegin = due.begin(one);
        if (mayBegin.isPresent()) {
            due.record(one, mayBegin.get() ? recorded(one, version.get()) : failed(GIVEN_UP), clock.instant());
        }
    }

    private static Recorded failed(String failure) {
        return new Recorded(null, null, null, null, null, failure);
    }

    private Recorded recorded(Due one, PublishedGoldenPath version) {
        try {
            var run = one.run();
            var resolved = registry.findResolved(run.template(), String.valueOf(run.version()))
                    .orElseThrow();
            return recorded(one, version, resolved);
        } catch (ProblemException e) {
            // A fault of the template, which would recur on every attempt.
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private Recorded recorded(Due one, PublishedGoldenPath version, ResolvedGoldenPath resolved) {
        var run = one.run();
        var lock = resolved.lock().fingerprint();
        var timeSaved = timeSaved(run, version);
        var sent = sent(one).orElse(null);
        if (sent != null && JsonHeapUse.of(sent) > Renderer.MAX_VALUE_BYTES) {
            return new Recorded(null, lock, null, null, timeSaved, TOO_LARGE);
        }
        var parameters = sent == null ? null : SafeParameters.of(sent, resolved);
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
    private Optional<ObjectNode> sent(Due one) {
        var ref = one.parameters();
        var service = one.run().service();
        if (ref == null || service == null) {
            return Optional.empty();
        }
        return log.findByIdentity(service, ref.time(), ref.identity())
                .map(event -> event.data().path("parameters"))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
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
