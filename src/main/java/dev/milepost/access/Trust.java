package dev.milepost.access;

import dev.milepost.access.AccessConfig.Backstage;
import dev.milepost.access.AccessConfig.Issuer;
import dev.milepost.access.AccessConfig.RolePatterns;
import dev.milepost.credentials.Asking;
import dev.milepost.credentials.BackstageInstall;
import dev.milepost.credentials.ClaimPath;
import dev.milepost.credentials.ClaimRules;
import dev.milepost.credentials.ClaimRules.Naming;
import dev.milepost.credentials.Credentials;
import dev.milepost.credentials.OidcIssuer;
import dev.milepost.credentials.RoleRules;
import dev.milepost.platform.Glob;
import dev.milepost.platform.Role;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody who is trusted, as configured. */
final class Trust {

    /** What the names of others begin with, and the refs of owners. */
    private static final Set<String> TAKEN = Set.of("user", "group", "plugin", "token");

    private Trust() {}

    static Credentials of(AccessConfig config, Clock clock) {
        var credentials = new Credentials(clock, config.clockSkew());
        var asking = new Asking(config.timeout());
        config.backstage().forEach((name, install) -> credentials.trust(install(name, install), asking));
        config.issuers().forEach((name, issuer) -> credentials.trust(issuer(name, issuer), asking));
        return credentials;
    }

    private static BackstageInstall install(String name, Backstage install) {
        return new BackstageInstall(
                name,
                install.url().toString(),
                install.internalUrl().orElse(install.url()),
                install.audiences(),
                install.plugins(),
                rules(install.users()));
    }

    private static OidcIssuer issuer(String name, Issuer issuer) {
        if (issuer.namePrefix().isEmpty() && TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidAccess(
                    "milepost.access.issuers.%s needs a name-prefix, as its callers would pass for others"
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

    private static List<Glob> globs(Optional<List<String>> patterns) {
        return patterns.orElse(List.of()).stream().map(Glob::new).toList();
    }
}
