package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.security.access.AccessConfig.AdminToken;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.Role;
import dev.milepost.security.caller.Roles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BootstrapTokenTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** {@code printf %s 0123456789abcdef0123456789abcdef | sha256sum}. */
    private static final String SHA256 = "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9";

    @Test
    void isVerifiedByTokenOrHash() {
        for (var token : List.of(
                token(null, SECRET), token(SHA256, null), token(null, SECRET + "\n"), token(SHA256 + "\n", null))) {
            assertThat(token.matches(SECRET)).isTrue();
            assertThat(token.matches(SECRET + "0")).isFalse();
            assertThat(token.matches("")).isFalse();
        }
        assertThat(token(null, null).matches("")).isFalse();
    }

    @Test
    void isRefusedWhenGuessable() {
        assertThatThrownBy(() -> token(null, "admin")).isInstanceOf(InvalidAccessConfig.class);
        assertThatThrownBy(() -> token("not a hash", null)).isInstanceOf(InvalidAccessConfig.class);
        assertThatThrownBy(() -> token("0123456789abcdef", null)).isInstanceOf(InvalidAccessConfig.class);
    }

    @Test
    void grantsInternalRoles() {
        var all = new Caller("ci", Set.of(), false);
        var some = new Caller("ci", Set.of(), false, EmitPermissions.of(List.of("*"), List.of("orders")));

        assertThat(Identities.of(all, Set.of(Role.EMITTER)).getRoles())
                .containsExactlyInAnyOrder(Roles.EMITTER, Roles.EMITTER_OF_ALL);
        assertThat(Identities.of(some, Set.of(Role.EMITTER)).getRoles()).containsExactly(Roles.EMITTER);
        assertThat(Identities.of(all, Set.of(Role.PLATFORM_ADMIN)).getRoles())
                .containsExactlyInAnyOrder(Roles.PLATFORM_ADMIN, Roles.PLATFORM_ADMIN_OF_ALL);
        assertThat(Identities.of(some, Set.of(Role.PLATFORM_ADMIN)).getRoles()).containsExactly(Roles.PLATFORM_ADMIN);
        assertThat(Identities.of(all, Set.of(Role.READER)).getRoles())
                .containsExactlyInAnyOrder(Roles.READER, Roles.TEMPLATE_FETCHER);
        assertThat(Identities.anonymous(true).getRoles()).containsExactly(Roles.TEMPLATE_FETCHER);
        assertThat(Identities.anonymous(false).getRoles()).isEmpty();
        assertThat(Identities.anonymous(true).isAnonymous()).isTrue();
    }

    private static BootstrapToken token(@Nullable String sha256, @Nullable String secret) {
        return BootstrapToken.of(new AdminToken() {
            @Override
            public Optional<String> sha256() {
                return Optional.ofNullable(sha256);
            }

            @Override
            public Optional<String> secret() {
                return Optional.ofNullable(secret);
            }
        });
    }
}
