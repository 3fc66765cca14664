package dev.milepost.insights.adoption;

import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceFourKeys;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The four keys of services before and after they adopted the golden path or changed its version. Other changes in the
 * same time are unknown, so the comparison states no causes.
 *
 * @param days the length of the periods before and after
 * @param compared the number of services with enough deployments in both periods
 * @param tooFewDeployments the number of services with fewer than {@link #MIN_DEPLOYMENTS} in a period
 * @param notOver the number of services whose period after the change has not ended yet
 * @param reason why {@code before} and {@code after} are null; null if they are not
 */
record BeforeAfterComparison(
        int days,
        int enoughDeployments,
        long compared,
        long tooFewDeployments,
        long notOver,
        @Nullable Side before,
        @Nullable Side after,
        @Nullable String reason,
        List<Compared> services) {

    /** The minimum number of deployments in each period. */
    static final int MIN_DEPLOYMENTS = 3;

    static final int MAX_SHOWN = 100;

    /**
     * The figures of several services in one period: sums of counts, and medians of the services' median durations.
     *
     * @param deploymentsPerDay per service and day
     */
    record Side(
            long deployments,
            double deploymentsPerDay,
            @Nullable BigDecimal leadTimeP50Seconds,
            long failed,
            @Nullable Double changeFailureRatio,
            @Nullable BigDecimal timeToRestoreP50Seconds) {

        static Side of(List<ServiceFourKeys> figures, int days) {
            long deployments =
                    figures.stream().mapToLong(ServiceFourKeys::deployments).sum();
            long failed = figures.stream().mapToLong(ServiceFourKeys::failed).sum();
            return new Side(
                    deployments,
                    deployments / ((double) days * figures.size()),
                    median(figures, ServiceFourKeys::leadTimeP50Seconds),
                    failed,
                    deployments == 0 ? null : (Double) ((double) failed / deployments),
                    median(figures, ServiceFourKeys::timeToRestoreP50Seconds));
        }

        private static @Nullable BigDecimal median(
                List<ServiceFourKeys> figures, Function<ServiceFourKeys, @Nullable BigDecimal> duration) {
            var sorted = figures.stream()
                    .map(duration)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .sorted()
                    .toList();
            return sorted.isEmpty() ? null : DurationQuantiles.quantile(sorted, 0.5);
        }
    }

    /**
     * The comparison of one service.
     *
     * @param from the previous version; null if it adopted the golden path
     * @param result {@code compared}, {@code too_few_deployments} or {@code not_over}
     */
    record Compared(
            String service,
            Instant at,
            @Nullable String from,
            @Nullable String version,
            String result,
            ServiceFourKeys before,
            @Nullable ServiceFourKeys after) {

        static Compared of(VersionChange change, Instant at, ServiceFourKeys before, @Nullable ServiceFourKeys after) {
            var result = after == null
                    ? "not_over"
                    : Math.min(before.deployments(), after.deployments()) < MIN_DEPLOYMENTS
                            ? "too_few_deployments"
                            : "compared";
            return new Compared(change.service(), at, change.from(), change.version(), result, before, after);
        }
    }

    /** @param services latest first */
    static BeforeAfterComparison of(List<Compared> services, int days) {
        var compared = services.stream()
                .filter(service -> service.result().equals("compared"))
                .toList();
        var before = compared.stream().map(Compared::before).toList();
        var after = compared.stream()
                .map(Compared::after)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new BeforeAfterComparison(
                days,
                MIN_DEPLOYMENTS,
                compared.size(),
                count(services, "too_few_deployments"),
                count(services, "not_over"),
                compared.isEmpty() ? null : Side.of(before, days),
                compared.isEmpty() ? null : Side.of(after, days),
                compared.isEmpty() ? "too_few_services" : null,
                services.stream().limit(MAX_SHOWN).toList());
    }

    private static long count(List<Compared> services, String result) {
        return services.stream()
                .filter(service -> service.result().equals(result))
                .count();
    }
}
