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

/** Public, as the validator of configurations calls what is nested. */
@ConfigMapping(prefix = "milepost.access")
public interface AccessConfig {

    /** The Backstage installs that are trusted, by a name of one's own. */
    Map<String, Backstage> backstage();

    /** The OpenID issuers that are trusted, by a name of one's own. */
    Map<String, Issuer> issuers();

    /** For a fresh install: it may do everything, and create the others. */
    AdminToken adminToken();

    /** How much clocks may differ. */
    @WithDefault("30s")
    Duration clockSkew();

    /** In which an issuer must answer. */
    @WithDefault("5s")
    Duration timeout();

    /** Whether what Backstage's own readers fetch of golden paths, which send no token, needs none. */
    @WithDefault("false")
    boolean openTemplates();

    /** {@code permit}, or {@code readers}: who may read {@code /q/metrics}. */
    @WithDefault("permit")
    String metrics();

    RateLimits rateLimit();

    interface Backstage {

        /** Its {@code backend.baseUrl}. */
        URI url();

        /** Where it is reached from here, where that differs. */
        Optional<URI> internalUrl();

        /** Whom its plugins address when they mean this service. */
        @WithDefault("milepost,proxy")
        Set<String> audiences();

        /** The plugins that may call, and the roles of each. */
        Map<String, Set<Role>> plugins();

        /** Patterns of the refs by which its users have roles. */
        RolePatterns users();
    }

    interface Issuer {

        /** As its tokens name it. */
        String issuer();

        /** Of which its tokens name one. Configuration does not take none for a set. */
        Set<String> audiences();

        /** Where its keys are; by default its discovery document tells. */
        Optional<URI> keysUrl();

        /** The claim that names the caller. */
        @WithDefault("sub")
        String nameClaim();

        /** Put before that name; by default the issuer's name here, so that no name passes for a user's of Backstage. */
        Optional<String> namePrefix();

        @WithDefault("groups")
        String groupsClaim();

        /** Makes refs of groups. */
        @WithDefault("group:default/")
        String groupPrefix();

        @WithDefault("roles")
        String rolesClaim();

        /** Patterns of the values of the roles' claim. */
        RolePatterns roles();

        /** The claim with patterns of the sources that the caller may tell of; all where none is named. */
        Optional<String> sourcesClaim();

        /** The same of services. */
        Optional<String> servicesClaim();
    }

    interface RolePatterns {

        Optional<List<String>> reader();

        Optional<List<String>> emitter();

        Optional<List<String>> templateOwner();

        Optional<List<String>> platformAdmin();
    }

    interface AdminToken {

        /** Its SHA-256 in hexadecimal digits. */
        Optional<String> sha256();

        /** Or the token itself, as a variable from a Secret. */
        Optional<String> secret();
    }

    /** A second; ten times as many at once. None where 0. */
    interface RateLimits {

        /** Of one token. */
        @WithDefault("1000")
        int requests();

        /** Of tokens that are refused, from one address. */
        @WithDefault("10")
        int failures();
    }
}
