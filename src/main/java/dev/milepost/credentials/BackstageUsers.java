package dev.milepost.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.Caller;
import dev.milepost.platform.NotAuthenticated;
import dev.milepost.platform.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;

/** The users of a Backstage install, by tokens of their own or by those that plugins hand on. */
final class BackstageUsers implements Trusted {

    private static final String TYPE = "vnd.backstage.user";
    private static final String LIMITED_TYPE = "vnd.backstage.limited-user";
    private static final Expected OWN = new Expected(Expected.ELLIPTIC, Set.of("backstage"));
    private static final Expected LIMITED = new Expected(Expected.ELLIPTIC, Set.of());

    private final BackstageInstall install;
    private final KeySet keys;
    private final Ownership ownership;

    BackstageUsers(BackstageInstall install, Asking asking, Clock clock) {
        this.install = install;
        this.keys = new KeySet(KeySource.at(install.at("/api/auth/.well-known/jwks.json"), asking), clock);
        this.ownership = new Ownership(install, asking);
    }

    @Override
    public boolean takes(UnreadToken token) {
        return token.type().equals(TYPE) && token.issuer().equals(install.userIssuer());
    }

    @Override
    public Optional<PublicJsonWebKey> key(UnreadToken token) {
        return keys.find(token.keyId());
    }

    @Override
    public Bearer read(UnreadToken token, PublicJsonWebKey key, Expected.Moment now) {
        return bearer(token, OWN.prove(token, key, now));
    }

    /** The user for whom a plugin calls: a token of a kind that is refused from anybody else. */
    Bearer actedFor(String text, Expected.Moment now) {
        var token = UnreadToken.parse(text);
        if (!token.type().equals(LIMITED_TYPE)) {
            throw NotAuthenticated.because("The token acts for somebody by a token of another kind");
        }
        var key = key(token).orElseThrow(() -> NotAuthenticated.because("The token acts for somebody unknown"));
        return bearer(token, LIMITED.prove(token, key, now));
    }

    private Bearer bearer(UnreadToken token, JsonNode claims) {
        var name = claims.path("sub").asText().toLowerCase(Locale.ROOT);
        var refs = new HashSet<>(ownership.of(token));
        refs.add(name);
        var roles = install.users().of(refs);
        return new Bearer(
                new Caller(name, refs, roles.contains(Role.PLATFORM_ADMIN)),
                roles,
                Instant.ofEpochSecond(claims.path("exp").asLong()));
    }
}
