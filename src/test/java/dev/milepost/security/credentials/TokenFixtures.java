package dev.milepost.security.credentials;

import dev.milepost.platform.expressions.WildcardPattern;
import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.OidcIssuer.ClaimRules;
import dev.milepost.security.credentials.OidcIssuer.Naming;
import dev.milepost.security.credentials.TokenVerification.VerifiedBearer;
import dev.milepost.testing.Issuers;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Who is trusted in the tests of tokens, with the keys to sign as them. */
final class TokenFixtures implements AutoCloseable {

    /** One for all tests: making such a key takes long. */
    private static final PublicJsonWebKey RSA = rsa();

    final Issuers issuers = new Issuers();
    final PublicJsonWebKey scaffolder = issuers.serve(Issuers.ofPlugin("scaffolder"), Issuers.elliptic("scaffolder-1"));
    final PublicJsonWebKey search = issuers.serve(Issuers.ofPlugin("search"), Issuers.elliptic("search-1"));
    final PublicJsonWebKey users = issuers.serve(Issuers.USERS, Issuers.elliptic("users-1"));
    final PublicJsonWebKey oidc = issuers.serve(Issuers.OIDC_KEYS, RSA);
    final TokenVerification verification;
    private Duration passed = Duration.ZERO;

    TokenFixtures() throws IOException, JoseException {
        verification = new TokenVerification(clock(), Duration.ofSeconds(30));
        var fetch = new BoundedHttpFetch(Duration.ofSeconds(2));
        verification.trust(backstage(), fetch);
        verification.trust(issuer(), fetch);
    }

    private static PublicJsonWebKey rsa() {
        try {
            return Issuers.rsa("oidc-1");
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrustedBackstage backstage() {
        var users = new RoleRules(Map.of(
                Role.READER, List.of(new WildcardPattern("*")),
                Role.TEMPLATE_OWNER, List.of(new WildcardPattern("group:default/team-*")),
                Role.PLATFORM_ADMIN, List.of(new WildcardPattern("group:default/platform"))));
        return new TrustedBackstage(
                "main",
                issuers.url(),
                URI.create(issuers.url()),
                Set.of("milepost", "proxy"),
                Map.of("scaffolder", Set.of(Role.EMITTER, Role.TEMPLATE_OWNER), "search", Set.of(Role.READER)),
                users);
    }

    private OidcIssuer issuer() {
        var rules = new ClaimRules(
                new Naming(new ClaimPath("sub"), "ci:"),
                new Naming(new ClaimPath("groups"), "group:default/"),
                new ClaimPath("realm_access.roles"),
                new RoleRules(Map.of(
                        Role.EMITTER,
                        List.of(new WildcardPattern("ci-*")),
                        Role.PLATFORM_ADMIN,
                        List.of(new WildcardPattern("root")))),
                Optional.of(new ClaimPath("sources")),
                Optional.empty());
        return new OidcIssuer(issuers.issuer(), Set.of("milepost"), null, rules);
    }

    VerifiedBearer read(String token) {
        return verification.verify(token);
    }

    /** What is said of a token that is refused. */
    String refusal(String token) {
        try {
            return "read: " + read(token);
        } catch (NotAuthenticated e) {
            return String.valueOf(e.getMessage());
        }
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    Instant now() {
        return Instant.now().plus(passed);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    @Override
    public void close() {
        issuers.close();
    }
}
