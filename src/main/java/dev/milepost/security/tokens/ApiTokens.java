package dev.milepost.security.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.tokens.TokenRepository.PagePosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;

/** Creates, lists, authenticates and revokes API tokens. */
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
        var entity = ApiTokenEntity.of(request, secret, by, now);
        add(entity);
        var token = entity.toToken();
        audit.record(by, new AuditChange("tokens.created", token.name(), null, json(token)));
        return token;
    }

    /** Histories could not distinguish two tokens with the same name, so the database allows one that is not revoked. */
    private void add(ApiTokenEntity entity) {
        try {
            tokens.persistAndFlush(entity);
        } catch (ConstraintViolationException e) {
            if (e.getKind() != ConstraintKind.UNIQUE) {
                throw e;
            }
            throw ProblemException.of(
                    ProblemType.TOKEN_NAME_TAKEN,
                    "The token %s has not been revoked. Revoke it first, or choose another name."
                            .formatted(entity.name));
        }
    }

    /**
     * Lists tokens, newest first.
     *
     * @param after the last token of the previous page; null for the first page
     */
    List<ApiToken> list(@Nullable PagePosition after, int limit) {
        return tokens.findPage(after, limit);
    }

    /** Revokes a token. A second call changes nothing. */
    @Transactional
    void revoke(UUID id, String by, Instant now) {
        // The lock makes a second call at the same time wait, and find the token revoked.
        var entity = tokens.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.of(ProblemType.UNKNOWN_TOKEN, "No token has the id " + id));
        if (entity.revokedAt == null) {
            var before = entity.toToken();
            entity.revoke(by, now);
            audit.record(by, new AuditChange("tokens.revoked", before.name(), json(before), null));
        }
    }

    /** The valid token of a secret. Its use is recorded. */
    @Transactional
    public Optional<ApiToken> authenticate(String secret, Instant now) {
        var found = tokens.findValid(TokenSecret.hash(secret), now);
        var since = now.minus(LAST_USED_RESOLUTION);
        found.filter(token -> token.lastUsedAt() == null || token.lastUsedAt().isBefore(since))
                .ifPresent(token -> tokens.saveLastUsed(token.id(), now, since));
        return found;
    }

    private JsonNode json(ApiToken token) {
        return json.valueToTree(token);
    }
}
