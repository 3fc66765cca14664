package dev.milepost.policy.decisions;

import dev.milepost.events.log.Outbox;
import dev.milepost.policy.decisions.DecisionRepository.RequestKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Stores a decision and announces it in one transaction. */
@ApplicationScoped
class DecisionLog {

    private final DecisionRepository decisions;
    private final Outbox outbox;

    DecisionLog(DecisionRepository decisions, Outbox outbox) {
        this.decisions = decisions;
        this.outbox = outbox;
    }

    /**
     * Returns false if a decision of the same request is stored already.
     *
     * @param nanos how long the evaluation took
     */
    @Transactional
    boolean add(Decision decision, @Nullable RequestKey request, long nanos) {
        boolean isNew = decisions.add(decision, request);
        if (isNew) {
            outbox.add(DecisionEvent.of(decision, nanos), decision.about().service());
        }
        return isNew;
    }
}
