package dev.milepost.slo.alerts;

import dev.milepost.slo.status.SloStatusReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Compares how objectives stand with what was told of them last, and tells the difference. */
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
     * In one transaction: what is told, and that it was. How objectives stand is read after the turn was taken, so that
     * nobody tells of a state that is older than what another replica told of.
     *
     * @return how many transitions there were
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
