package dev.milepost.tokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import dev.milepost.platform.Roles;
import dev.milepost.tokens.TokenRepository.Place;
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
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/access/tokens")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class TokensResource {

    private final ApiTokens tokens;
    private final TokenRepository repository;
    private final CurrentCaller caller;
    private final Terms terms;

    TokensResource(ApiTokens tokens, TokenRepository repository, CurrentCaller caller, Terms terms) {
        this.tokens = tokens;
        this.repository = repository;
        this.caller = caller;
        this.terms = terms;
    }

    /** @param secret shown this once */
    record CreatedToken(String secret, ApiToken token) {}

    @POST
    public Response createToken(@NotNull ObjectNode body) {
        var now = terms.clock().instant().truncatedTo(ChronoUnit.MICROS);
        var secret = TokenSecret.random();
        var created = tokens.create(
                WantedToken.read(body, now, terms.config()),
                secret,
                caller.get().name(),
                now);
        return Response.status(Response.Status.CREATED)
                .entity(new CreatedToken(secret, created))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    public Page<ApiToken> listTokens(
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit, @RestQuery @Nullable String cursor) {
        var found = repository.list(cursor == null ? null : place(cursor), limit + 1);
        return Page.of(
                found,
                limit,
                last -> Cursor.of(last.createdAt().toString(), last.id().toString()));
    }

    @DELETE
    @Path("{id}")
    public void revokeToken(@RestPath UUID id) {
        tokens.revoke(id, caller.get().name(), terms.clock().instant());
    }

    private static Place place(String text) {
        var last = Cursor.parse(text, 2);
        return new Place(last.time(0), last.id(1));
    }
}
