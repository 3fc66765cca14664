package dev.milepost.insights.adoption;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The adoption of a golden path over HTTP. */
@Path("/api/v1/templates/{name}/adoption")
@RolesAllowed(Roles.READER)
@Blocking
class AdoptionResource {

    private static final Duration DEFAULT_LENGTH = Duration.ofDays(90);
    private static final Duration MAX_LENGTH = Duration.ofDays(3_660);

    private final AdoptionCalculator reading;
    private final Clock clock;

    AdoptionResource(AdoptionCalculator reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    @GET
    public Adoption getAdoption(
            @RestPath String name,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery("comparison_days") @DefaultValue("30") @Min(1) @Max(366) int comparisonDays) {
        var end = to == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : moment("to", to);
        var start = from == null ? end.minus(DEFAULT_LENGTH) : moment("from", from);
        if (!start.isBefore(end)) {
            throw invalid("from", "The window must end after it begins.");
        }
        if (Duration.between(start, end).compareTo(MAX_LENGTH) > 0) {
            throw invalid("from", "The window must not be longer than ten years.");
        }
        return reading.read(name, new Timeframe(start, end), comparisonDays);
    }

    /** A date means midnight in UTC. */
    private static Instant moment(String parameter, String text) {
        var full = text.length() == "2026-06-01".length() ? text + "T00:00:00Z" : text.replace(' ', '+');
        return Rfc3339.parse(full)
                .filter(at -> at.isAfter(Instant.EPOCH))
                .orElseThrow(() -> invalid(parameter, "'%s' is not an RFC 3339 time or date.".formatted(text)));
    }

    private static ProblemException invalid(String parameter, String detail) {
        return ProblemException.of(ProblemType.INVALID_QUERY, detail, parameter);
    }
}
