package dev.milepost.slo.alerts;

import dev.milepost.events.log.Outbox;
import dev.milepost.platform.text.Trim;
import dev.milepost.slo.status.SloStatus;
import dev.milepost.slo.status.SloStatusReader;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Compares the current states of objectives with the announced ones and announces the changes, on a schedule. */
@ApplicationScoped
class AlertEvaluator {

    private static final Logger LOG = Logger.getLogger(AlertEvaluator.class);

    private final SloStatusReader statusReader;
    private final AlertRepository alerts;
    private final Outbox outbox;
    private final BudgetObservations budgetObservations;
    private final Clock clock;
    private final String address;

    AlertEvaluator(
            SloStatusReader statusReader,
            AlertRepository alerts,
            Outbox outbox,
            AlertsConfig config,
            Clock clock,
            @ConfigProperty(name = "milepost.public-url") Optional<String> address) {
        this.statusReader = statusReader;
        this.alerts = alerts;
        this.outbox = outbox;
        this.budgetObservations =
                new BudgetObservations(config.budgetThresholds().orElse(List.of()), config.budgetMargin());
        this.clock = clock;
        this.address = Trim.trailing(address.orElse(""), '/');
    }

    @Scheduled(every = "30s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            int changed = evaluate();
            LOG.debugf("%d alerts changed.", changed);
        } catch (RuntimeException e) {
            LOG.warn("Alerts could not be evaluated and will be retried", e);
        }
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
        var transitions = transitions(alerts.findAll(), statusReader.allEnabled());
        transitions.forEach(transition -> alerts.save(transition.alert()));
        outbox.addAll(transitions.stream()
                .flatMap(transition -> AlertEvent.of(transition, address).stream())
                .map(event -> new Outbox.OutboxEvent(event, null))
                .toList());
        return transitions.size();
    }

    /** Returns the transitions from the announced alerts to the current states of objectives. */
    private List<Transition> transitions(List<Alert> previous, List<SloStatus> statuses) {
        var observations = statuses.stream()
                .flatMap(status -> WatchedObjective.of(status).stream())
                .flatMap(watched -> watched.observe(budgetObservations).stream())
                .toList();
        return Transition.all(previous, observations, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
