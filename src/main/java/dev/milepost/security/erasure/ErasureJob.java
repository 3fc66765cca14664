package dev.milepost.security.erasure;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.erasure.ErasureRepository.Job;
import dev.milepost.security.erasure.ErasureRepository.StepChange;
import dev.milepost.security.erasure.ErasureStep.ErasureScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs erasures, one part a transaction. The progress is committed with the part, so a job goes on where it was after a
 * restart, on any replica.
 */
@ApplicationScoped
class ErasureJob {

    private static final Logger LOG = Logger.getLogger(ErasureJob.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ErasureRepository jobs;
    private final ErasureSteps steps;
    private final Pseudonyms pseudonyms;
    private final Consumer<AuditChange> audit;
    private final Clock clock;

    @Inject
    ErasureJob(ErasureRepository jobs, ErasureSteps steps, Pseudonyms pseudonyms, Audit audit, Clock clock) {
        this(jobs, steps, pseudonyms, change -> audit.record("milepost", change), clock);
    }

    ErasureJob(
            ErasureRepository jobs,
            ErasureSteps steps,
            Pseudonyms pseudonyms,
            Consumer<AuditChange> audit,
            Clock clock) {
        this.jobs = jobs;
        this.steps = steps;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        runWith(part -> QuarkusTransaction.requiringNew().call(part::get));
    }

    /** Runs work in a transaction of its own. */
    interface Transactions {
        boolean call(Supplier<Boolean> part);
    }

    /** Runs parts until none is left or one has to wait. */
    void runWith(Transactions transactions) {
        var running = new ArrayList<UUID>(1);
        try {
            while (transactions.call(() -> runPart(running))) {
                running.clear();
            }
        } catch (RuntimeException e) {
            // The message of a failed statement may have values of rows.
            var reason = Sql.failureIn(e)
                    .map(failure -> "SQLSTATE " + failure.getSQLState())
                    .orElseGet(() -> e.getClass().getSimpleName());
            LOG.warnf("A step of an erasure failed and will be retried: %s", reason);
            if (!running.isEmpty()) {
                transactions.call(() -> {
                    jobs.fail(running.get(0), reason, clock.instant());
                    return true;
                });
            }
        }
    }

    /** Runs one part of the oldest job. Returns false if there is nothing to do now. */
    private boolean runPart(List<UUID> running) {
        var next = jobs.lockNext(clock.instant());
        if (next.isEmpty()) {
            return false;
        }
        var job = next.get();
        running.add(job.id());
        if (job.barrier() == null) {
            jobs.setBarrier(job.id());
            return true;
        }
        if (job.step() == null && !jobs.hasPassed(job.barrier())) {
            jobs.pause(job.id(), clock.instant().plus(PAUSE));
            return true;
        }
        return run(job, steps.of(job.kind()));
    }

    private boolean run(Job job, List<ErasureStep> all) {
        // A step that another version of the service had begins the pass again.
        int found = all.stream().map(ErasureStep::name).toList().indexOf(job.step());
        int index = Math.max(0, found);
        var step = all.get(index);
        var scope = new ErasureScope(
                job.subject(), job.kind() == ErasureKind.PERSON ? pseudonyms.read() : ErasedNames.NONE);
        var part = step.run(scope, found < 0 ? null : job.position());
        boolean first = job.pass() == 1;
        jobs.add(
                job.id(),
                new StepChange(
                        step.name(),
                        first && !part.waiting() ? part.read() : 0,
                        part.changed(),
                        first ? part.kept() : 0));
        boolean changed = job.found() || part.changed() > 0;
        if (part.waiting() || part.position() != null) {
            jobs.advance(job.id(), step.name(), part.position(), changed);
            if (part.waiting()) {
                jobs.pause(job.id(), clock.instant().plus(PAUSE));
            }
        } else if (index + 1 < all.size()) {
            jobs.advance(job.id(), all.get(index + 1).name(), null, changed);
        } else if (job.kind().needsPassAfter(job.pass(), changed)) {
            jobs.beginPass(job.id(), job.pass() + 1);
        } else {
            complete(job);
        }
        return true;
    }

    private void complete(Job job) {
        jobs.complete(job.id(), clock.instant());
        long changed = jobs.findChanges(job.id()).stream()
                .mapToLong(StepChange::changed)
                .sum();
        audit.accept(new AuditChange(
                "erasures.completed",
                job.id().toString(),
                null,
                new AuditState()
                        .with("kind", job.kind().text())
                        .with("subject", job.subject())
                        .with("changed", changed)
                        .json()));
        LOG.infof(
                "Erasure %s of a %s is completed: %d rows were changed.",
                job.id(), job.kind().text(), changed);
    }
}
