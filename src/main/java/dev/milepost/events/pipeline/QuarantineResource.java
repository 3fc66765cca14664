package dev.milepost.events.pipeline;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.events.pipeline.QuarantineRepository.Filter;
import dev.milepost.events.pipeline.QuarantineRepository.QuarantinePosition;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/quarantine")
@RolesAllowed(Roles.READER)
@Blocking
class QuarantineResource {

    private final QuarantineRepository entries;
    private final QuarantineReplay replay;
    private final CurrentCaller caller;
    private final ResponseMemoryBudget memory;

    QuarantineResource(
            QuarantineRepository entries, QuarantineReplay replay, CurrentCaller caller, ResponseMemoryBudget memory) {
        this.entries = entries;
        this.replay = replay;
        this.caller = caller;
        this.memory = memory;
    }

    @GET
    public Page<QuarantineEntry> listQuarantine(
            @RestQuery @Pattern(regexp = "enrichment|projection") @Nullable String stage,
            @RestQuery @Nullable String service,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : parseCursor(cursor);
        var found = memory.hold(
                () -> entries.findPage(new Filter(stage, ServiceName.ofNullable(service)), after, limit + 1),
                rows -> rows.rows().stream().mapToLong(QuarantineEntry::bytes).sum());
        return Page.of(
                found,
                limit,
                last -> Cursor.of(last.quarantinedAt().toString(), last.id().toString()));
    }

    @POST
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("/{id}/replay")
    @ResponseStatus(202)
    public QuarantineEntry replayQuarantined(@RestPath String id) {
        try {
            return replay.replay(UUID.fromString(id), caller.get());
        } catch (IllegalArgumentException e) {
            throw QuarantineReplay.unknownEntry(id);
        } catch (KafkaException e) {
            throw KafkaCluster.unavailable(e);
        }
    }

    private static QuarantinePosition parseCursor(String cursor) {
        var last = Cursor.parse(cursor, 2);
        return new QuarantinePosition(last.time(0), last.id(1));
    }
}
