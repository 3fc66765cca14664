package dev.milepost.upgrades.outcomes;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one event says about the upgrade of a service to a version. */
record UpgradeOutcome(
        String service,
        String template,
        String version,
        State state,
        EventOrder order,
        @Nullable String repository,
        @Nullable String pullRequest,
        @Nullable String campaign) {

    /** How far an upgrade is. */
    enum State {
        OFFERED,
        OPENED,
        MERGED,
        DECLINED,
        FAILED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns empty if the event is not about an upgrade to a version. */
    static Optional<UpgradeOutcome> of(GoldenEvent event) {
        var service = event.service();
        var template = TemplateVersion.of(event).orElse(null);
        if (!event.golden() || service == null || template == null || template.version() == null) {
            return Optional.empty();
        }
        var version = template.version();
        return state(event)
                .map(state -> new UpgradeOutcome(
                        service,
                        template.name(),
                        version,
                        state,
                        EventOrder.of(event),
                        event.text("repository").orElse(null),
                        event.text("pr_id").orElse(null),
                        event.text("campaign_id").orElse(null)));
    }

    private static Optional<State> state(GoldenEvent event) {
        return switch (event.type()) {
            case "upgrade.offered" -> Optional.of(State.OFFERED);
            case "upgrade.opened" -> Optional.of(State.OPENED);
            case "upgrade.merged" -> Optional.of(State.MERGED);
            case "upgrade.declined" -> Optional.of(State.DECLINED);
            case "upgrade.failed" -> Optional.of(State.FAILED);
            case "scaffold.completed" ->
                event.text("kind")
                        .filter("upgrade"::equals)
                        .flatMap(kind -> event.text("status"))
                        .map(status -> status.equals("success") ? State.MERGED : State.FAILED);
            default -> Optional.empty();
        };
    }
}
