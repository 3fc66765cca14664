package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.caller.Caller;
import dev.milepost.slo.corrections.Correction.AuditStamp;
import dev.milepost.slo.corrections.CorrectionReader.CorrectionRequest;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds and revokes corrections. */
@ApplicationScoped
class CorrectionService {

    /** An upper bound for the lookback of an SLO: the longest window and the time before it that rules need. */
    private static final Duration MAX_LOOKBACK = Duration.ofDays(800);

    private static final int MAX_CORRECTIONS = 500;

    private final CorrectionRepository corrections;
    private final SloDefinitions definitions;
    private final Audit audit;
    private final Clock clock;

    CorrectionService(CorrectionRepository corrections, SloDefinitions definitions, Audit audit, Clock clock) {
        this.corrections = corrections;
        this.definitions = definitions;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param isNew false if an equivalent correction existed, which is returned unchanged */
    record Added(Correction correction, boolean isNew) {}

    @Transactional
    Added add(String name, CorrectionRequest request, Caller caller) {
        corrections.lock();
        var slo = definitions.require(name);
        var now = now();
        var correction = new Correction(
                UUID.randomUUID(),
                CorrectionScope.of(request.appliesTo(), slo),
                request.category(),
                request.reason(),
                request.schedule(),
                new AuditStamp(caller.name(), now),
                null);
        checkMayCorrect(correction.scope(), caller);
        var active = corrections.findActive(List.of(slo), now.minus(MAX_LOOKBACK));
        var same = active.stream().filter(correction::isEquivalentTo).findFirst();
        if (same.isPresent()) {
            return new Added(same.get(), false);
        } else if (active.size() >= MAX_CORRECTIONS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_CORRECTIONS,
                    "%s has %d corrections that can still affect it. Revoke some, or replace several by one that recurs."
                            .formatted(name, MAX_CORRECTIONS));
        }
        corrections.add(correction);
        audit.record(caller.name(), correction.change("corrections.added", null));
        return new Added(correction, true);
    }

    /** Revokes a correction. One that is revoked already is returned unchanged. */
    @Transactional
    Correction revoke(String name, UUID id, Caller caller) {
        corrections.lock();
        var correction = find(name, id);
        checkMayCorrect(correction.scope(), caller);
        if (correction.revoked() == null) {
            corrections.revoke(id, new AuditStamp(caller.name(), now()));
            var revoked = find(name, id);
            audit.record(caller.name(), revoked.change("corrections.revoked", correction));
            return revoked;
        }
        return correction;
    }

    /**
     * Ends an open correction.
     *
     * @param end exclusive; null for the end of the current minute
     */
    @Transactional
    Correction close(String name, UUID id, @Nullable Instant end, Caller caller) {
        corrections.lock();
        var correction = find(name, id);
        checkMayCorrect(correction.scope(), caller);
        var first = correction.schedule().first();
        var to = end == null ? EvaluationTime.endOfMinute(clock.instant()) : end;
        if (correction.revoked() != null || !correction.schedule().isOpen()) {
            if (end == null || end.equals(first.to())) {
                return correction;
            }
            throw invalidEnd("cannot be changed: the correction is closed or revoked. Revoke it and add another one");
        } else if (!first.from().isBefore(to)) {
            throw invalidEnd("must be after the start of the correction, %s".formatted(first.from()));
        }
        corrections.close(id, to);
        var closed = find(name, id);
        audit.record(caller.name(), closed.change("corrections.closed", correction));
        return closed;
    }

    private static ProblemException invalidEnd(String detail) {
        return CorrectionReader.invalid(List.of(new Fault("/to", detail)));
    }

    private Correction find(String name, UUID id) {
        var slo = definitions.require(name);
        return corrections
                .find(id)
                .filter(correction -> correction.scope().covers(slo))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_CORRECTION,
                        "%2$s has no correction %1$s. GET /api/v1/slos/%2$s/corrections lists its corrections."
                                .formatted(id, name)));
    }

    /** The caller must be allowed to change every SLO that the correction covers. */
    private void checkMayCorrect(CorrectionScope scope, Caller caller) {
        definitions.all().stream().filter(scope::covers).forEach(slo -> slo.checkMayChange(caller));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
