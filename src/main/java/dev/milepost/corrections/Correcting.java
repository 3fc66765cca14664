package dev.milepost.corrections;

import dev.milepost.audit.Audit;
import dev.milepost.corrections.Correction.Act;
import dev.milepost.corrections.CorrectionReader.Wish;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.platform.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Adds and revokes corrections. */
@ApplicationScoped
class Correcting {

    /** No window with all that rules look at before it reaches further back. */
    private static final Duration MATTERS = Duration.ofDays(800);

    private static final int MOST = 500;

    private final CorrectionRepository corrections;
    private final DefinedSlos definitions;
    private final Audit audit;
    private final Clock clock;

    Correcting(CorrectionRepository corrections, DefinedSlos definitions, Audit audit, Clock clock) {
        this.corrections = corrections;
        this.definitions = definitions;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param isNew whether nothing said the same already, which then stays as it is */
    record Added(Correction correction, boolean isNew) {}

    @Transactional
    Added add(String name, Wish wish, Caller caller) {
        corrections.lock();
        var slo = definitions.require(name);
        var now = now();
        var correction = new Correction(
                UUID.randomUUID(),
                Scope.of(wish.appliesTo(), slo),
                wish.reason(),
                wish.schedule(),
                new Act(caller.name(), now),
                null);
        checkMayCorrect(correction.scope(), caller);
        var holding = corrections.findHolding(List.of(slo), now.minus(MATTERS));
        var same = holding.stream().filter(correction::saysAs).findFirst();
        if (same.isPresent()) {
            return new Added(same.get(), false);
        } else if (holding.size() >= MOST) {
            throw new TooManyCorrections(name, MOST);
        }
        corrections.add(correction);
        audit.note(caller.name(), correction.change("corrections.added", null));
        return new Added(correction, true);
    }

    /** What is revoked already stays as it is. */
    @Transactional
    Correction revoke(String name, UUID id, Caller caller) {
        corrections.lock();
        var correction = find(name, id);
        checkMayCorrect(correction.scope(), caller);
        if (correction.revoked() == null) {
            corrections.revoke(id, new Act(caller.name(), now()));
            var revoked = find(name, id);
            audit.note(caller.name(), revoked.change("corrections.revoked", correction));
            return revoked;
        }
        return correction;
    }

    private Correction find(String name, UUID id) {
        var slo = definitions.require(name);
        return corrections
                .find(id)
                .filter(correction -> correction.scope().covers(slo))
                .orElseThrow(() -> new UnknownCorrection(name, id));
    }

    /** Time is taken out of no SLO that the caller may not change. */
    private void checkMayCorrect(Scope scope, Caller caller) {
        definitions.all().stream().filter(scope::covers).forEach(slo -> slo.checkMayChange(caller));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
