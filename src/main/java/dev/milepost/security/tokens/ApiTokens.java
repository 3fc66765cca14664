package dev.milepost.security.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Creates, authenticates and revokes API tokens. */
@ApplicationScoped
public class ApiTokens {

    /** The resolution of {@code last_used_at}. A write per request would cost more than the request. */
    private static final Duration LAST_USED_RESOLUTION = Duration.ofMinutes(1);

    private final TokenRepository tokens;
    private final Audit audit;
    private final ObjectMapper json;

    ApiTokens(TokenRepository tokens, Audit audit, ObjectMapper json) {
        this.tokens = tokens;
        this.audit = audit;
        this.json = json;
    }

    @Transactional
    ApiToken create(TokenRequest request, String secret, String by, Instant now) {
        var token = new ApiToken(
                UUID.randomUUID(),
                request.name(),
                request.roles(),
                request.sources(),
                request.services(),
                request.groups(),
                now,
                by,
                request.expiresAt(),
                null,
                null,
                null);
        if (!tokens.add(token, TokenSecret.hash(secret))) {
            throw new TokenNameTaken(request.name());
        }
        audit.record(by, new AuditChange("tokens.created", token.name(), null, json(token)));
        return token;
    }

    /** Revokes a token. A second call changes nothing. */
    @Transactional
    void revoke(UUID id, String by, Instant now) {
        var token = tokens.find(id).orElseThrow(() -> new UnknownToken(id));
        if (tokens.revoke(id, by, now)) {
            audit.record(by, new AuditChange("tokens.revoked", token.name(), json(token), null));
        }
    }

    /** The valid token of a secret. Its use is recorded. */
    public Optional<ApiToken> authenticate(String secret, Instant now) {
        var found = tokens.find(TokenSecret.hash(secret), now);
        found.ifPresent(token -> tokens.saveLastUsed(token.id(), now, now.minus(LAST_USED_RESOLUTION)));
        return found;
    }

    private JsonNode json(ApiToken token) {
        return json.valueToTree(token);
    }
}
