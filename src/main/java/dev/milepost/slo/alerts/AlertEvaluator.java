package dev.milepost.slo.alerts;

import dev.milepost.slo.status.SloStatusReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Compares the current states of objectives with the announced ones and announces the changes. */
@ApplicationScoped
class AlertEvaluator {

    private final SloStatusReader statusReader;
    private final AlertRepository alerts;
    private final AlertEventPublisher publisher;
    private final TransitionDetector detector;

    AlertEvaluator(
            SloStatusReader statusReader,
            AlertRepository alerts,
            AlertEventPublisher publisher,
            TransitionDetector detector) {
        this.statusReader = statusReader;
        this.alerts = alerts;
        this.publisher = publisher;
        this.detector = detector;
    }

    /**
     * Stores the alerts and their events in one transaction. The states are read after the lock was taken, so that no
     * replica announces a state that is older than an announced one.
     *
     * @return the number of transitions
     */
    @Transactional
    int evaluate() {
        if (!alerts.tryLock()) {
            return 0;
        }
        var transitions = detector.transitions(alerts.findAll(), statusReader.all());
        transitions.forEach(transition -> alerts.save(transition.alert()));
        publisher.publish(transitions);
        return transitions.size();
    }
}
