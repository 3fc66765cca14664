package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.TokenVerification.VerifiedBearer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.PublicJsonWebKey;

/** Verifies tokens of an OpenID issuer. */
final class OidcTokens implements TokenVerifier {

    /**
     * The {@code typ} values of access and ID tokens. Tokens of types for other purposes are rejected (RFC 8725,
     * section 3.11).
     */
    private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");

    private final OidcIssuer issuer;
    private final TokenRequirements requirements;
    private final KeySetCache keys;

    OidcTokens(OidcIssuer issuer, BoundedHttpFetch fetch, Clock clock) {
        this.issuer = issuer;
        this.requirements = new TokenRequirements(TokenRequirements.ASYMMETRIC, issuer.audiences());
        this.keys = new KeySetCache(KeySource.of(issuer, fetch), clock);
    }

    @Override
    public boolean accepts(UnverifiedToken token) {
        return TYPES.contains(token.type().toLowerCase(Locale.ROOT))
                && token.issuer().equals(issuer.issuer());
    }

    @Override
    public Optional<PublicJsonWebKey> key(UnverifiedToken token) {
        return keys.find(token.keyId());
    }

    @Override
    public VerifiedBearer verify(UnverifiedToken token, PublicJsonWebKey key, TokenRequirements.VerificationTime now) {
        var claims = requirements.verify(token, key, now);
        var rules = issuer.claims();
        var roles = rules.rules().roles(rules.roles().in(claims));
        var name = rules.name().claim().in(claims).stream()
                .findFirst()
                .orElseThrow(() -> NotAuthenticated.because("The token lacks the claim with the caller's name"));
        var groups = rules.groups().claim().in(claims).stream()
                .map(rules.groups()::of)
                .map(group -> group.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        var caller = new Caller(
                rules.name().of(name).toLowerCase(Locale.ROOT),
                groups,
                roles.contains(Role.PLATFORM_ADMIN),
                EmitPermissions.of(named(rules.sources(), claims), named(rules.services(), claims)));
        return new VerifiedBearer(
                caller, roles, Instant.ofEpochSecond(claims.path("exp").asLong()));
    }

    private static List<String> named(Optional<ClaimPath> claim, JsonNode claims) {
        return claim.map(path -> path.in(claims)).orElse(List.of("*"));
    }
}
