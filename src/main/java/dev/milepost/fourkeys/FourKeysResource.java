package dev.milepost.fourkeys;

import dev.milepost.delivery.Tiers;
import dev.milepost.platform.Roles;
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

    private final Answers answers;
    private final Tiers tiers;
    private final Clock clock;
    private final MeterRegistry meters;

    FourKeysResource(Answers answers, Tiers tiers, Clock clock, MeterRegistry meters) {
        this.answers = answers;
        this.tiers = tiers;
        this.clock = clock;
        this.meters = meters;
    }

    @GET
    public FourKeys getFourKeys(@BeanParam QuestionParameters parameters) {
        var question = parameters.question(tiers, clock.instant());
        var sample = Timer.start(meters);
        try {
            return answers.answer(question);
        } finally {
            sample.stop(meters.timer(
                    "milepost.four_keys.question", "kind", question.filter().kind()));
        }
    }
}
