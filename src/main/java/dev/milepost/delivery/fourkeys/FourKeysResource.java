package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.security.caller.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;

/** The four keys over HTTP. */
@Path("/api/v1/four-keys")
@RolesAllowed(Roles.READER)
@Blocking
class FourKeysResource {

    private final FourKeysService fourKeys;
    private final EnvironmentTiers tiers;
    private final Clock clock;
    private final MeterRegistry meters;

    FourKeysResource(FourKeysService answers, EnvironmentTiers tiers, Clock clock, MeterRegistry meters) {
        this.fourKeys = answers;
        this.tiers = tiers;
        this.clock = clock;
        this.meters = meters;
    }

    @GET
    public FourKeys getFourKeys(@BeanParam FourKeysParameters parameters) {
        var query = parameters.toQuery(tiers, clock.instant());
        var sample = Timer.start(meters);
        try {
            return fourKeys.compute(query);
        } finally {
            sample.stop(meters.timer(
                    "milepost.four_keys.question", "kind", query.filter().metricTag()));
        }
    }
}
