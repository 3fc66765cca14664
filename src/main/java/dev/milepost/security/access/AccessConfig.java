package dev.milepost.security.access;

import dev.milepost.security.caller.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration of access. Public because the configuration validator calls the nested interfaces. */
@ConfigMapping(prefix = "milepost.access")
public interface AccessConfig {

    /** The trusted Backstage installs, by a name of your choice. */
    Map<String, Backstage> backstage();

    /** The trusted OpenID issuers, by a name of your choice. */
    Map<String, Issuer> issuers();

    /** The admin token for a new install. It has all roles and can create other tokens. */
    AdminToken adminToken();

    /** The accepted clock skew. */
    @WithDefault("30s")
    Duration clockSkew();

    /** The timeout of requests to issuers. */
    @WithDefault("5s")
    Duration timeout();

    /** Whether the template endpoints that Backstage's URL readers fetch without a token are open to everybody. */
    @WithDefault("false")
    boolean openTemplates();

    /**
     * Keys for addresses that Backstage's URL readers fetch without a token: {@code /keys/KEY/api/v1/…}. Each has at least 32
     * letters, digits, {@code _} or {@code -}. Who has one can read what {@link #openTemplates} opens.
     */
    Optional<List<String>> templateKeys();

    /** Who may read {@code /q/metrics}: {@code permit} for everybody, or {@code readers}. */
    @WithDefault("permit")
    String metrics();

    RateLimits rateLimit();

    interface Backstage {

        /** The install's {@code backend.baseUrl}. */
        URI url();

        /** The URL that this service uses to reach the install, if it differs. */
        Optional<URI> internalUrl();

        /** The accepted audiences of its plugin tokens. */
        @WithDefault("milepost,proxy")
        Set<String> audiences();

        /** The plugins that may call, with their roles. */
        Map<String, Set<Role>> plugins();

        /** Patterns of users' ownership refs, by role. */
        RolePatterns users();
    }

    interface Issuer {

        /** The issuer in the {@code iss} claim of its tokens. */
        String issuer();

        /** The accepted audiences. At least one is required: the configuration rejects an empty set. */
        Set<String> audiences();

        /** The address of its keys. By default it is read from its discovery document. */
        Optional<URI> keysUrl();

        /** The claim with the caller's name. */
        @WithDefault("sub")
        String nameClaim();

        /**
         * The prefix of the caller's name. By default it is this issuer's configured name, so that no caller can have
         * the name of a Backstage user.
         */
        Optional<String> namePrefix();

        @WithDefault("groups")
        String groupsClaim();

        /** The prefix that turns group names into refs. */
        @WithDefault("group:default/")
        String groupPrefix();

        @WithDefault("roles")
        String rolesClaim();

        /** Patterns of the values of the roles claim, by role. */
        RolePatterns roles();

        /**
         * The claim with patterns of the sources that the caller may emit events of. All sources if it is not
         * configured.
         */
        Optional<String> sourcesClaim();

        /**
         * The claim with patterns of the services that the caller may emit events for. All services if it is not
         * configured.
         */
        Optional<String> servicesClaim();
    }

    interface RolePatterns {

        Optional<List<String>> reader();

        Optional<List<String>> emitter();

        Optional<List<String>> templateOwner();

        Optional<List<String>> platformAdmin();
    }

    interface AdminToken {

        /** The token's SHA-256 in hexadecimal digits. */
        Optional<String> sha256();

        /** The token itself, for an environment variable from a Secret. */
        Optional<String> secret();
    }

    /** Limits per second, with a burst of ten times as many. 0 disables a limit. */
    interface RateLimits {

        /** Requests of one token. */
        @WithDefault("1000")
        int requests();

        /** Rejected tokens from one address. */
        @WithDefault("10")
        int failures();
    }
}
