package dev.milepost.security.access;

import dev.milepost.platform.expressions.WildcardPattern;
import dev.milepost.security.access.AccessConfig.Backstage;
import dev.milepost.security.access.AccessConfig.Issuer;
import dev.milepost.security.access.AccessConfig.RolePatterns;
import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.BoundedHttpFetch;
import dev.milepost.security.credentials.ClaimPath;
import dev.milepost.security.credentials.OidcIssuer;
import dev.milepost.security.credentials.OidcIssuer.ClaimRules;
import dev.milepost.security.credentials.OidcIssuer.Naming;
import dev.milepost.security.credentials.RoleRules;
import dev.milepost.security.credentials.TokenVerification;
import dev.milepost.security.credentials.TrustedBackstage;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates the {@link TokenVerification} from the configuration. */
final class TokenVerificationFactory {

    /** The prefixes of other callers' names and of owner refs. */
    private static final Set<String> RESERVED_PREFIXES = Set.of("user", "group", "plugin", "token");

    private TokenVerificationFactory() {}

    static TokenVerification of(AccessConfig config, Clock clock) {
        var verification = new TokenVerification(clock, config.clockSkew());
        var fetch = new BoundedHttpFetch(config.timeout());
        config.backstage().forEach((name, install) -> verification.trust(install(name, install), fetch));
        config.issuers().forEach((name, issuer) -> verification.trust(issuer(name, issuer), fetch));
        return verification;
    }

    private static TrustedBackstage install(String name, Backstage install) {
        return new TrustedBackstage(
                name,
                install.url().toString(),
                install.internalUrl().orElse(install.url()),
                install.audiences(),
                install.plugins(),
                rules(install.users()));
    }

    private static OidcIssuer issuer(String name, Issuer issuer) {
        if (issuer.namePrefix().isEmpty() && RESERVED_PREFIXES.contains(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidAccessConfig(
                    "milepost.access.issuers.%s needs a name-prefix, because names of other callers begin with its name"
                            .formatted(name));
        }
        var claims = new ClaimRules(
                new Naming(
                        new ClaimPath(issuer.nameClaim()), issuer.namePrefix().orElse(name + ":")),
                new Naming(new ClaimPath(issuer.groupsClaim()), issuer.groupPrefix()),
                new ClaimPath(issuer.rolesClaim()),
                rules(issuer.roles()),
                issuer.sourcesClaim().map(ClaimPath::new),
                issuer.servicesClaim().map(ClaimPath::new));
        return new OidcIssuer(
                issuer.issuer(), issuer.audiences(), issuer.keysUrl().orElse(null), claims);
    }

    private static RoleRules rules(RolePatterns patterns) {
        return new RoleRules(Map.of(
                Role.READER, globs(patterns.reader()),
                Role.EMITTER, globs(patterns.emitter()),
                Role.TEMPLATE_OWNER, globs(patterns.templateOwner()),
                Role.PLATFORM_ADMIN, globs(patterns.platformAdmin())));
    }

    private static List<WildcardPattern> globs(Optional<List<String>> patterns) {
        return patterns.orElse(List.of()).stream().map(WildcardPattern::new).toList();
    }
}
