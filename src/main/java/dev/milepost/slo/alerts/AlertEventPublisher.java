package dev.milepost.slo.alerts;

import dev.milepost.events.log.Outbox;
import dev.milepost.platform.text.Trim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes alert events to the pipeline. */
@ApplicationScoped
class AlertEventPublisher {

    private final Outbox outbox;
    private final String address;

    AlertEventPublisher(Outbox outbox, @ConfigProperty(name = "milepost.public-url") Optional<String> address) {
        this.outbox = outbox;
        this.address = Trim.trailing(address.orElse(""), '/');
    }

    /** Adds the events to the outbox, in the transaction that stores the alerts. */
    void publish(List<Transition> transitions) {
        outbox.addAll(transitions.stream()
                .flatMap(transition -> AlertEvent.of(transition, address).stream())
                .map(event -> new Outbox.OutboxEvent(event, null))
                .toList());
    }
}
