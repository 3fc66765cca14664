package dev.milepost.platform.http;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** An endpoint of the tests, to be asked wrongly. */
@Path("/test/faults")
@PermitAll
@Produces("application/json")
public class FaultyResource {

    @GET
    public Answer get(@RestQuery @DefaultValue("10") @Min(1) @Max(100) int limit, @RestQuery @Nullable Instant from) {
        return new Answer(limit, from);
    }

    @POST
    @Consumes("application/json")
    public Answer post(@NotNull @Valid Question question) {
        return new Answer(question.parts().size(), null);
    }

    @GET
    @Path("bug")
    public Answer fail() {
        throw new IllegalStateException("the password is hunter2");
    }

    /** What is asked. */
    public record Question(
            @NotNull String serviceId, @NotNull List<@Valid Part> parts) {}

    /** A part of a question. */
    public record Part(@Min(1) int sizeInBytes) {}

    /** What is answered. */
    public record Answer(int howMany, @Nullable Instant from) {}
}
