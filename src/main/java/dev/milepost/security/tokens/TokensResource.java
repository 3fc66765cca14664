package dev.milepost.security.tokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import dev.milepost.security.tokens.TokenRepository.PagePosition;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/access/tokens")
@RolesAllowed(Roles.PLATFORM_ADMIN_OF_ALL)
class TokensResource {

    private final ApiTokens tokens;
    private final CurrentCaller caller;
    private final Clock clock;
    private final TokensConfig config;

    TokensResource(ApiTokens tokens, CurrentCaller caller, Clock clock, TokensConfig config) {
        this.tokens = tokens;
        this.caller = caller;
        this.clock = clock;
        this.config = config;
    }

    /** @param secret the token's secret, which is returned only this once */
    record CreatedToken(String secret, ApiToken token) {}

    @POST
    public Response createToken(@NotNull ObjectNode body) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var secret = TokenSecret.random();
        var created = tokens.create(
                TokenRequest.read(body, now, config), secret, caller.get().name(), now);
        return Response.status(Response.Status.CREATED)
                .entity(new CreatedToken(secret, created))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    public Page<ApiToken> listTokens(
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit, @RestQuery @Nullable String cursor) {
        var found = tokens.list(cursor == null ? null : place(cursor), limit + 1);
        return Page.of(
                found,
                limit,
                last -> Cursor.of(last.createdAt().toString(), last.id().toString()));
    }

    @DELETE
    @Path("{id}")
    public void revokeToken(@RestPath UUID id) {
        tokens.revoke(id, caller.get().name(), clock.instant());
    }

    private static PagePosition place(String text) {
        var last = Cursor.parse(text, 2);
        return new PagePosition(last.time(0), last.id(1));
    }
}
