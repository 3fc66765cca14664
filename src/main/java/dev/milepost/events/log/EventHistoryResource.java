package dev.milepost.events.log;

import dev.milepost.events.contract.EventTypeNames;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.platform.http.TimeParameter;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/events")
@RolesAllowed(Roles.READER)
@Blocking
class EventHistoryResource {

    private final EventHistory history;
    private final EventTypeNames types;
    private final ResponseMemoryBudget memory;

    EventHistoryResource(EventHistory history, EventTypeNames types, ResponseMemoryBudget memory) {
        this.history = history;
        this.types = types;
        this.memory = memory;
    }

    @GET
    public Page<LoggedEvent> listEvents(
            @RestQuery List<String> service,
            @RestQuery List<String> type,
            @RestQuery @Nullable String correlation,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var query = new EventQuery(
                ServiceName.all(service),
                types.findStored(type),
                correlation,
                TimeParameter.parse("from", from),
                TimeParameter.parse("to", to),
                parseCursor(cursor),
                limit + 1);
        var found = memory.hold(
                () -> history.find(query),
                rows -> rows.rows().stream().mapToLong(LoggedEvent::bytes).sum());
        return Page.of(
                found,
                limit,
                last -> Cursor.of(last.time().toString(), last.identity().toString()));
    }

    private static EventQuery.@Nullable LogPosition parseCursor(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var last = Cursor.parse(cursor, 2);
        return new EventQuery.LogPosition(last.time(0), last.id(1));
    }
}
