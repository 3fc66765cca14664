package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.TokenVerification.VerifiedBearer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Verifies tokens of the users of a Backstage install: their own tokens and the limited tokens that plugins forward.
 */
final class BackstageUserTokens implements TokenVerifier {

    private static final String TYPE = "vnd.backstage.user";
    private static final String LIMITED_TYPE = "vnd.backstage.limited-user";
    private static final TokenRequirements USER_TOKEN =
            new TokenRequirements(TokenRequirements.ELLIPTIC, Set.of("backstage"));
    private static final TokenRequirements LIMITED_USER_TOKEN =
            new TokenRequirements(TokenRequirements.ELLIPTIC, Set.of());

    private final TrustedBackstage install;
    private final KeySetCache keys;
    private final OwnershipEntityRefs ownership;

    BackstageUserTokens(TrustedBackstage install, BoundedHttpFetch fetch, Clock clock) {
        this.install = install;
        this.keys = new KeySetCache(KeySource.at(install.at("/api/auth/.well-known/jwks.json"), fetch), clock);
        this.ownership = new OwnershipEntityRefs(install, fetch);
    }

    @Override
    public boolean accepts(UnverifiedToken token) {
        return token.type().equals(TYPE) && token.issuer().equals(install.userIssuer());
    }

    @Override
    public Optional<PublicJsonWebKey> key(UnverifiedToken token) {
        return keys.find(token.keyId());
    }

    @Override
    public VerifiedBearer verify(UnverifiedToken token, PublicJsonWebKey key, TokenRequirements.VerificationTime now) {
        return bearer(token, USER_TOKEN.verify(token, key, now));
    }

    /**
     * The user for whom a plugin calls, from a limited user token. Such a token is accepted only inside a plugin token.
     */
    VerifiedBearer onBehalfOf(String text, TokenRequirements.VerificationTime now) {
        var token = UnverifiedToken.parse(text);
        if (!token.type().equals(LIMITED_TYPE)) {
            throw NotAuthenticated.because("The obo claim of the token is not a limited user token");
        }
        var key = key(token)
                .orElseThrow(
                        () -> NotAuthenticated.because("The obo claim of the token is signed with an unknown key"));
        return bearer(token, LIMITED_USER_TOKEN.verify(token, key, now));
    }

    private VerifiedBearer bearer(UnverifiedToken token, JsonNode claims) {
        var name = claims.path("sub").asText().toLowerCase(Locale.ROOT);
        var refs = new HashSet<>(ownership.of(token));
        refs.add(name);
        var roles = install.users().roles(refs);
        return new VerifiedBearer(
                new Caller(name, refs, roles.contains(Role.PLATFORM_ADMIN)),
                roles,
                Instant.ofEpochSecond(claims.path("exp").asLong()));
    }
}
