package dev.milepost.delivery.deletion;

import dev.milepost.delivery.deletion.DeletionPreview.Figures;
import dev.milepost.delivery.deletion.DeletionPreview.PreviewFourKeys;
import dev.milepost.delivery.deletion.DeletionPreview.PreviewWindow;
import dev.milepost.delivery.facts.ServiceFacts;
import dev.milepost.delivery.facts.ServiceFacts.FactCounts;
import dev.milepost.delivery.fourkeys.FourKeysReader;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.erasure.Erasures;
import dev.milepost.security.erasure.Erasures.Erasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Previews and requests deletions. */
@ApplicationScoped
class ServiceDeletion {

    private static final Duration WINDOW = Duration.ofDays(30);

    private final ServiceFacts facts;
    private final FourKeysReader fourKeys;
    private final Erasures erasures;
    private final Clock clock;

    ServiceDeletion(ServiceFacts facts, FourKeysReader fourKeys, Erasures erasures, Clock clock) {
        this.facts = facts;
        this.fourKeys = fourKeys;
        this.erasures = erasures;
        this.clock = clock;
    }

    @Snapshot
    DeletionPreview preview(String service) {
        var counts = require(service);
        var to = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var from = to.minus(WINDOW);
        return new DeletionPreview(
                service,
                token(counts),
                counts.events(),
                counts.changes(),
                counts.deployments(),
                counts.incidents(),
                counts.builds(),
                counts.pullRequests(),
                new PreviewWindow(from, to),
                new PreviewFourKeys(
                        Figures.of(fourKeys.summariseAll(from, to)),
                        Figures.of(fourKeys.summariseAllExcept(service, from, to))));
    }

    /**
     * Requests the deletion.
     *
     * @param preview of the preview that the caller has seen
     * @throws ProblemException if it is null, or the facts have changed since
     */
    @Transactional
    Erasure delete(String service, @Nullable String preview, String caller) {
        if (preview == null) {
            throw ProblemException.of(
                    ProblemType.PREVIEW_REQUIRED,
                    "The deletion must name a preview of what it changes, in the parameter preview.",
                    "preview");
        }
        var counts = require(service);
        if (!preview.equals(token(counts))) {
            throw ProblemException.of(
                    ProblemType.PREVIEW_OUTDATED,
                    "The facts of %s are not those of the preview. Nothing was deleted.".formatted(service),
                    "preview");
        }
        return erasures.requestForService(
                service,
                caller,
                new AuditState()
                        .with("changes", counts.changes())
                        .with("deployments", counts.deployments())
                        .with("incidents", counts.incidents()));
    }

    private FactCounts require(String service) {
        var counts = facts.count(service);
        if (counts.isEmpty()) {
            throw ProblemException.of(ProblemType.UNKNOWN_SERVICE, "There are no facts of %s.".formatted(service));
        }
        return counts;
    }

    private static String token(FactCounts counts) {
        return "%s-%d-%d-%d"
                .formatted(counts.state().substring(0, 16), counts.changes(), counts.deployments(), counts.incidents());
    }
}
