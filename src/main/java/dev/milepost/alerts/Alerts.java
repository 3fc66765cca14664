package dev.milepost.alerts;

import dev.milepost.slo.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Compares how objectives stand with what was told of them last, and tells the difference. */
@ApplicationScoped
class Alerts {

    private final Standings standings;
    private final AlertRepository alerts;
    private final AlertNews news;
    private final Watch watch;

    Alerts(Standings standings, AlertRepository alerts, AlertNews news, Watch watch) {
        this.standings = standings;
        this.alerts = alerts;
        this.news = news;
        this.watch = watch;
    }

    /**
     * In one transaction: what is told, and that it was. How objectives stand is read after the turn was taken, so that
     * nobody tells of a state that is older than what another replica told of.
     *
     * @return how many transitions there were
     */
    @Transactional
    int tell() {
        if (!alerts.tryTurn()) {
            return 0;
        }
        var transitions = watch.transitions(alerts.findAll(), standings.all());
        transitions.forEach(transition -> alerts.save(transition.alert()));
        news.tell(transitions);
        return transitions.size();
    }
}
