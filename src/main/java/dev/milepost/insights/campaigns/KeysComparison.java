package dev.milepost.insights.campaigns;

import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceFourKeys;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the four keys of upgraded services are worse than before their upgrades. Other changes in the same time are
 * unknown, so this is a reason to look, and no proof.
 */
final class KeysComparison {

    /** With fewer deployments in either period nothing is said. */
    static final int MIN_DEPLOYMENTS = 10;

    /** A failure rate must rise by this much at least, since a low one doubles with one failure. */
    private static final double MIN_RISE = 0.05;

    private KeysComparison() {}

    /** Returns what is worse by more than this share; empty if nothing is. */
    static Optional<String> worse(List<ServiceFourKeys> before, List<ServiceFourKeys> after, double share) {
        if (deployments(before) < MIN_DEPLOYMENTS || deployments(after) < MIN_DEPLOYMENTS) {
            return Optional.empty();
        }
        double rateBefore = failureRate(before);
        double rateAfter = failureRate(after);
        if (rateAfter > rateBefore * (1 + share) && rateAfter - rateBefore >= MIN_RISE) {
            return Optional.of("the change failure rate rose from %.3f to %.3f".formatted(rateBefore, rateAfter));
        }
        if (perDay(after) < perDay(before) * (1 - share)) {
            return Optional.of(
                    "the deployments per day fell from %.3f to %.3f".formatted(perDay(before), perDay(after)));
        }
        return longer("lead time for changes", before, after, ServiceFourKeys::leadTimeP50Seconds, share)
                .or(() -> longer("time to restore", before, after, ServiceFourKeys::timeToRestoreP50Seconds, share));
    }

    private static Optional<String> longer(
            String what,
            List<ServiceFourKeys> before,
            List<ServiceFourKeys> after,
            Function<ServiceFourKeys, @Nullable BigDecimal> duration,
            double share) {
        double first = median(before, duration);
        double second = median(after, duration);
        return first > 0 && second > first * (1 + share)
                ? Optional.of("the %s rose from %.0f s to %.0f s".formatted(what, first, second))
                : Optional.empty();
    }

    private static long deployments(List<ServiceFourKeys> keys) {
        return keys.stream().mapToLong(ServiceFourKeys::deployments).sum();
    }

    private static double perDay(List<ServiceFourKeys> keys) {
        return keys.stream().mapToDouble(ServiceFourKeys::perDay).sum();
    }

    private static double failureRate(List<ServiceFourKeys> keys) {
        return (double) keys.stream().mapToLong(ServiceFourKeys::failed).sum() / deployments(keys);
    }

    /** The median of the services' medians; 0 without one. */
    private static double median(List<ServiceFourKeys> keys, Function<ServiceFourKeys, @Nullable BigDecimal> duration) {
        var sorted = keys.stream()
                .map(duration)
                .filter(Objects::nonNull)
                .mapToDouble(value -> Objects.requireNonNull(value).doubleValue())
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
