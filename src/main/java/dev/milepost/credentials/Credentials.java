package dev.milepost.credentials;

import dev.milepost.platform.NotAuthenticated;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of everybody who is trusted. */
public final class Credentials {

    private final List<Trusted> trusted = new ArrayList<>();
    private final Clock clock;
    private final Duration skew;

    /** @param skew how much the clocks of two machines may differ */
    public Credentials(Clock clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
    }

    public void trust(BackstageInstall install, Asking asking) {
        var users = new BackstageUsers(install, asking, clock);
        trusted.add(users);
        trusted.add(new BackstagePlugins(install, users, asking, clock));
    }

    public void trust(OidcIssuer issuer, Asking asking) {
        trusted.add(new OidcTokens(issuer, asking, clock));
    }

    /**
     * Who bears a token. A plugin's does not say which install it is of; the one that has its key tells.
     *
     * @throws NotAuthenticated where nobody trusted has given it
     * @throws KeysUnreachable where that cannot be known at the moment
     */
    public Bearer read(String text) {
        var token = UnreadToken.parse(text);
        var now = new Expected.Moment(clock.instant(), Math.toIntExact(skew.toSeconds()));
        @Nullable KeysUnreachable away = null;
        for (var each : trusted) {
            try {
                var key = each.takes(token) ? each.key(token).orElse(null) : null;
                if (key != null) {
                    return each.read(token, key, now);
                }
            } catch (KeysUnreachable e) {
                away = e;
            }
        }
        throw away != null ? away : NotAuthenticated.because("The token is of nobody who is trusted here");
    }
}
