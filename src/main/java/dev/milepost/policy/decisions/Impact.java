package dev.milepost.policy.decisions;

import dev.milepost.policy.engines.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have done to earlier requests.
 *
 * @param replayed the requests whose inputs were evaluated again
 * @param truncated whether there are more requests than were evaluated
 * @param applied those to which the policy applies
 * @param blocked those that would have been denied
 * @param errors those for which its engine failed
 * @param blockedRatio blocked / applied; null if it applies to none
 * @param services those with blocked requests or errors first, at most {@value #MOST_SERVICES}
 */
record Impact(
        String policy,
        String version,
        String mode,
        String tier,
        Instant from,
        int replayed,
        boolean truncated,
        int applied,
        int blocked,
        int errors,
        @Nullable Double blockedRatio,
        @Nullable Double errorRatio,
        List<ServiceImpact> services) {

    static final int MOST_SERVICES = 1_000;

    Impact {
        services = List.copyOf(services);
    }

    /**
     * The requests of a service.
     *
     * @param team null if none was known
     * @param lastBlocked the latest decision that would have been {@code deny}; null if there is none
     */
    record ServiceImpact(
            String serviceId,
            @Nullable String team,
            int applied,
            int blocked,
            int errors,
            @Nullable UUID lastBlocked) {}

    /** Counts the results of one replay, newest first. */
    static final class Counter {

        private final TreeMap<String, ServiceImpact> services = new TreeMap<>();
        private int replayed;

        void skip() {
            replayed++;
        }

        void add(Decision decision, String team, Status status, Outcome effect) {
            replayed++;
            var service = decision.about().service();
            int blocked = effect == Outcome.DENY ? 1 : 0;
            int errors = status == Status.ERROR ? 1 : 0;
            services.merge(
                    service == null ? "" : service,
                    new ServiceImpact(
                            service == null ? "" : service,
                            team.isEmpty() ? null : team,
                            1,
                            blocked,
                            errors,
                            blocked == 1 ? decision.id() : null),
                    (newer, older) -> new ServiceImpact(
                            newer.serviceId(),
                            newer.team(),
                            newer.applied() + 1,
                            newer.blocked() + older.blocked(),
                            newer.errors() + older.errors(),
                            newer.lastBlocked() == null ? older.lastBlocked() : newer.lastBlocked()));
        }

        int replayed() {
            return replayed;
        }

        Impact result(String policy, String version, String mode, String tier, Instant from, boolean truncated) {
            int applied =
                    services.values().stream().mapToInt(ServiceImpact::applied).sum();
            int blocked =
                    services.values().stream().mapToInt(ServiceImpact::blocked).sum();
            int errors =
                    services.values().stream().mapToInt(ServiceImpact::errors).sum();
            var ordered = new ArrayList<>(services.values());
            ordered.sort(Comparator.comparingInt(ServiceImpact::blocked)
                    .thenComparingInt(ServiceImpact::errors)
                    .reversed()
                    .thenComparing(ServiceImpact::serviceId));
            return new Impact(
                    policy,
                    version,
                    mode,
                    tier,
                    from,
                    replayed,
                    truncated,
                    applied,
                    blocked,
                    errors,
                    applied == 0 ? null : (double) blocked / applied,
                    applied == 0 ? null : (double) errors / applied,
                    ordered.subList(0, Math.min(MOST_SERVICES, ordered.size())));
        }
    }
}
