package dev.milepost.delivery.deletion;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.milepost.delivery.fourkeys.FourKeysReader.ServiceFourKeys;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the deletion of a service's facts would change.
 *
 * @param service as its events name it
 * @param preview names this state of the facts; the deletion must send it
 * @param events in the event log, where they stay until retention drops them
 * @param window of the four keys: the last 30 days
 */
@JsonNaming(SnakeCaseStrategy.class)
record DeletionPreview(
        String service,
        String preview,
        long events,
        long changes,
        long deployments,
        long incidents,
        long builds,
        long pullRequests,
        PreviewWindow window,
        PreviewFourKeys fourKeys) {

    record PreviewWindow(Instant from, Instant to) {}

    /** The four keys of the organisation in production. */
    record PreviewFourKeys(Figures before, Figures after) {}

    /** A value is null if there is no data. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Figures(
            long deployments,
            double deploymentsPerDay,
            long changes,
            @Nullable BigDecimal leadTimeP50Seconds,
            long failedDeployments,
            @Nullable Double changeFailureRatio,
            long restores,
            @Nullable BigDecimal timeToRestoreP50Seconds) {

        static Figures of(ServiceFourKeys keys) {
            return new Figures(
                    keys.deployments(),
                    keys.perDay(),
                    keys.changes(),
                    keys.leadTimeP50Seconds(),
                    keys.failed(),
                    keys.changeFailureRatio(),
                    keys.restores(),
                    keys.timeToRestoreP50Seconds());
        }
    }
}
