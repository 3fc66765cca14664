package dev.milepost.security.credentials;

import dev.milepost.security.caller.NotAuthenticated;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of everybody who is trusted. */
public final class TokenVerification {

    private final List<TokenVerifier> verifiers = new ArrayList<>();
    private final Clock clock;
    private final Duration skew;

    /** @param skew how much the clocks of two machines may differ */
    public TokenVerification(Clock clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
    }

    public void trust(BackstageInstall install, BoundedHttpFetch fetch) {
        var users = new BackstageUserTokens(install, fetch, clock);
        verifiers.add(users);
        verifiers.add(new BackstagePluginTokens(install, users, fetch, clock));
    }

    public void trust(OidcIssuer issuer, BoundedHttpFetch fetch) {
        verifiers.add(new OidcTokens(issuer, fetch, clock));
    }

    /**
     * Who bears a token. A plugin's does not say which install it is of; the one that has its key tells.
     *
     * @throws NotAuthenticated where nobody trusted has given it
     * @throws KeysUnreachable where that cannot be known at the moment
     */
    public VerifiedBearer verify(String text) {
        var token = UnverifiedToken.parse(text);
        var now = new TokenRequirements.VerificationTime(clock.instant(), Math.toIntExact(skew.toSeconds()));
        @Nullable KeysUnreachable away = null;
        for (var each : verifiers) {
            try {
                var key = each.accepts(token) ? each.key(token).orElse(null) : null;
                if (key != null) {
                    return each.verify(token, key, now);
                }
            } catch (KeysUnreachable e) {
                away = e;
            }
        }
        throw away != null ? away : NotAuthenticated.because("The token is of nobody who is trusted here");
    }
}
