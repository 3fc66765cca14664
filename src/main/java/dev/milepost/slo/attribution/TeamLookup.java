package dev.milepost.slo.attribution;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up the team that owned a service at the time of an outcome, by today's knowledge of the past. */
@ApplicationScoped
class TeamLookup {

    /**
     * Outcomes are counted per minute, and the event that created a service can have set its team in the same minute.
     */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ServiceHistory services;

    TeamLookup(ServiceHistory services) {
        this.services = services;
    }

    /** Sets the team of counts that have a service and no team: the owner of the service at the end of the minute. */
    List<LabelCount> withTeams(List<LabelCount> counts) {
        var withoutTeam = counts.stream()
                .map(LabelCount::labels)
                .filter(labels -> labels.team() == null)
                .flatMap(labels -> Stream.ofNullable(labels.service()))
                .collect(Collectors.toSet());
        if (withoutTeam.isEmpty()) {
            return counts;
        }
        var periods = services.findPeriods(withoutTeam);
        return counts.stream()
                .map(counted -> counted.labels().team() == null ? counted.withTeam(team(counted, periods)) : counted)
                .toList();
    }

    private static @Nullable String team(LabelCount counted, Map<String, List<OwnershipPeriod>> periods) {
        var service = counted.labels().service();
        return service == null
                ? null
                : team(
                        periods.getOrDefault(service, List.of()),
                        Objects.requireNonNull(counted.minute()).plus(MINUTE));
    }

    private static @Nullable String team(List<OwnershipPeriod> periods, Instant end) {
        String team = null;
        for (var period : periods) {
            if (period.validFrom().isBefore(end)) {
                team = period.team();
            }
        }
        return team;
    }
}
