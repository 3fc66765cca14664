package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.security.backstage.BackstageFailure;
import dev.milepost.security.backstage.BackstageInstall;
import dev.milepost.security.backstage.BackstageInstalls;
import dev.milepost.security.backstage.BackstageReads;
import dev.milepost.security.backstage.BackstageReads.Lease;
import dev.milepost.security.backstage.BackstageReads.Part;
import dev.milepost.security.backstage.BackstageReads.Reached;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.CurrentCaller;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/** Reads Backstage's catalog on a schedule, for installs without the catalog module that sends it. */
@ApplicationScoped
class BackstageCatalogJob implements BackstageCatalogReader.Target {

    private static final Logger LOG = Logger.getLogger(BackstageCatalogJob.class);

    private final BackstageInstalls installs;
    private final BackstageReads reads;
    private final CatalogSync sync;
    private final FullSync fullSync;
    private final SyncTimes times;
    private final CurrentCaller caller;
    private final Clock clock;

    BackstageCatalogJob(
            BackstageInstalls installs,
            BackstageReads reads,
            CatalogSync sync,
            FullSync fullSync,
            SyncTimes times,
            CurrentCaller caller,
            Clock clock) {
        this.installs = installs;
        this.reads = reads;
        this.sync = sync;
        this.fullSync = fullSync;
        this.times = times;
        this.caller = caller;
        this.clock = clock;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void read() {
        for (var install : installs.with(config -> config.catalog().enabled())) {
            try {
                reads.readIfDue(
                        install.name(),
                        Part.CATALOG,
                        install.config().catalog().every(),
                        lease -> read(install, lease));
            } catch (RuntimeException e) {
                // The database is away. The lease ends, and the read begins again.
                LOG.debugf(e, "The catalog of Backstage %s is read later", install.name());
            }
        }
    }

    Reached read(BackstageInstall install, Lease lease) throws BackstageFailure {
        caller.actAs(new Caller("milepost/backstage/" + install.name(), Set.of(), true));
        try {
            return new BackstageCatalogReader(install, this).read(lease, clock.instant());
        } catch (ProblemException e) {
            throw new BackstageFailure(BackstageFailure.Kind.UNEXPECTED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public SyncReceipt sync(JsonNode body) {
        var receipt = sync.sync(body);
        times.record(SyncTimes.Kind.ENTITIES);
        return receipt;
    }

    @Override
    public void complete(JsonNode body) {
        fullSync.complete(body);
        times.record(SyncTimes.Kind.FULL);
    }
}
