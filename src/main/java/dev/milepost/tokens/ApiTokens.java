package dev.milepost.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.audit.Audit;
import dev.milepost.audit.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Creates tokens, finds those that hold, and takes them back. */
@ApplicationScoped
public class ApiTokens {

    /** Uses are recorded this coarsely: a write for each request would cost more than the request. */
    private static final Duration USE = Duration.ofMinutes(1);

    private final TokenRepository tokens;
    private final Audit audit;
    private final ObjectMapper json;

    ApiTokens(TokenRepository tokens, Audit audit, ObjectMapper json) {
        this.tokens = tokens;
        this.audit = audit;
        this.json = json;
    }

    @Transactional
    ApiToken create(WantedToken wanted, String secret, String by, Instant now) {
        var token = new ApiToken(
                UUID.randomUUID(),
                wanted.name(),
                wanted.roles(),
                wanted.sources(),
                wanted.services(),
                wanted.groups(),
                now,
                by,
                wanted.expiresAt(),
                null,
                null,
                null);
        if (!tokens.add(token, TokenSecret.hash(secret))) {
            throw new TokenNameTaken(wanted.name());
        }
        audit.note(by, new Change("tokens.created", token.name(), null, json(token)));
        return token;
    }

    /** Takes it back; one that was taken back stays as it is. */
    @Transactional
    void revoke(UUID id, String by, Instant now) {
        var token = tokens.find(id).orElseThrow(() -> new UnknownToken(id));
        if (tokens.revoke(id, by, now)) {
            audit.note(by, new Change("tokens.revoked", token.name(), json(token), null));
        }
    }

    /** The token of a secret, where it holds; that it was used is recorded. */
    public Optional<ApiToken> use(String secret, Instant now) {
        var found = tokens.find(TokenSecret.hash(secret), now);
        found.ifPresent(token -> tokens.used(token.id(), now, now.minus(USE)));
        return found;
    }

    private JsonNode json(ApiToken token) {
        return json.valueToTree(token);
    }
}
