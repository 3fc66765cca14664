package dev.milepost.security.audit;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.TimeParameter;
import dev.milepost.security.audit.AuditQuery.PagePosition;
import dev.milepost.security.audit.AuditQuery.Period;
import dev.milepost.security.audit.AuditRepository.AuditEntry;
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

@Path("/api/v1/audit")
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Blocking
class AuditResource {

    private final AuditRepository entries;

    AuditResource(AuditRepository entries) {
        this.entries = entries;
    }

    @GET
    public Page<AuditEntry> listAuditEntries(
            @RestQuery List<String> actor,
            @RestQuery List<String> action,
            @RestQuery List<String> subject,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var period = new Period(TimeParameter.parse("from", from), TimeParameter.parse("to", to));
        var query = new AuditQuery(actor, action, subject, period, place(cursor));
        return Page.of(
                entries.find(query, limit + 1),
                limit,
                last -> Cursor.of(last.at().toString(), last.id().toString()));
    }

    private static @Nullable PagePosition place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var last = Cursor.parse(cursor, 2);
        return new PagePosition(last.time(0), last.id(1));
    }
}
