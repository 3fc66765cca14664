package dev.milepost.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.Caller;
import dev.milepost.platform.Emits;
import dev.milepost.platform.NotAuthenticated;
import dev.milepost.platform.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.PublicJsonWebKey;

/** The tokens of an OpenID issuer. */
final class OidcTokens implements Trusted {

    /** As access and ID tokens say; none of the kinds that have another purpose (RFC 8725, section 3.11). */
    private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");

    private final OidcIssuer issuer;
    private final Expected expected;
    private final KeySet keys;

    OidcTokens(OidcIssuer issuer, Asking asking, Clock clock) {
        this.issuer = issuer;
        this.expected = new Expected(Expected.ASYMMETRIC, issuer.audiences());
        this.keys = new KeySet(KeySource.of(issuer, asking), clock);
    }

    @Override
    public boolean takes(UnreadToken token) {
        return TYPES.contains(token.type().toLowerCase(Locale.ROOT))
                && token.issuer().equals(issuer.issuer());
    }

    @Override
    public Optional<PublicJsonWebKey> key(UnreadToken token) {
        return keys.find(token.keyId());
    }

    @Override
    public Bearer read(UnreadToken token, PublicJsonWebKey key, Expected.Moment now) {
        var claims = expected.prove(token, key, now);
        var rules = issuer.claims();
        var roles = rules.rules().of(rules.roles().in(claims));
        var name = rules.name().claim().in(claims).stream()
                .findFirst()
                .orElseThrow(() -> NotAuthenticated.because("The token does not name its bearer"));
        var groups = rules.groups().claim().in(claims).stream()
                .map(rules.groups()::of)
                .map(group -> group.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        var caller = new Caller(
                rules.name().of(name).toLowerCase(Locale.ROOT),
                groups,
                roles.contains(Role.PLATFORM_ADMIN),
                Emits.of(named(rules.sources(), claims), named(rules.services(), claims)));
        return new Bearer(
                caller, roles, Instant.ofEpochSecond(claims.path("exp").asLong()));
    }

    private static List<String> named(Optional<ClaimPath> claim, JsonNode claims) {
        return claim.map(path -> path.in(claims)).orElse(List.of("*"));
    }
}
