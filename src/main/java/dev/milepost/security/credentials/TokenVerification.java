package dev.milepost.security.credentials;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.security.caller.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the tokens of all trusted issuers. */
public final class TokenVerification {

    private final List<TokenVerifier> verifiers = new ArrayList<>();
    private final Clock clock;
    private final Duration skew;

    /**
     * The bearer of a verified token.
     *
     * @param roles the roles, including contained roles
     * @param expiresAt when the token expires
     */
    public record VerifiedBearer(Caller caller, Set<Role> roles, Instant expiresAt) {

        public VerifiedBearer {
            roles = Set.copyOf(roles);
        }
    }

    /** @param skew the accepted difference between the clocks of two machines */
    public TokenVerification(Clock clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
    }

    public void trust(TrustedBackstage install, BoundedHttpFetch fetch) {
        var users = new BackstageUserTokens(install, fetch, clock);
        verifiers.add(users);
        verifiers.add(new BackstagePluginTokens(install, users, fetch, clock));
    }

    public void trust(OidcIssuer issuer, BoundedHttpFetch fetch) {
        verifiers.add(new OidcTokens(issuer, fetch, clock));
    }

    /**
     * Verifies a token and returns its bearer. A plugin token does not name its install; the install that has its key
     * is used.
     *
     * @throws NotAuthenticated if no trusted issuer issued the token
     * @throws KeysUnreachable if this cannot be decided because an issuer is unreachable
     */
    public VerifiedBearer verify(String text) {
        var token = UnverifiedToken.parse(text);
        var now = new TokenRequirements.VerificationTime(clock.instant(), Math.toIntExact(skew.toSeconds()));
        @Nullable KeysUnreachable unreachable = null;
        for (var each : verifiers) {
            try {
                var key = each.accepts(token) ? each.key(token).orElse(null) : null;
                if (key != null) {
                    return each.verify(token, key, now);
                }
            } catch (KeysUnreachable e) {
                unreachable = e;
            }
        }
        throw unreachable != null ? unreachable : NotAuthenticated.because("The token is not from a trusted issuer");
    }
}
