package dev.milepost.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.Role;
import dev.milepost.testing.Issuers;
import dev.milepost.testing.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom tokens make of their bearers. */
class CredentialsTest {

    private final TrustedParties parties = parties();

    static TrustedParties parties() {
        try {
            return new TrustedParties();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        parties.close();
    }

    @Test
    void knowsPluginsByTheirName() throws Exception {
        var bearer = parties.read(Jwt.plugin("scaffolder").signedBy(parties.scaffolder));

        assertThat(bearer.caller().name()).isEqualTo("plugin:main/scaffolder");
        assertThat(bearer.caller().admin()).isFalse();
        assertThat(bearer.roles()).containsExactlyInAnyOrder(Role.EMITTER, Role.TEMPLATE_OWNER, Role.READER);
        assertThat(parties.read(
                        Jwt.plugin("search").claim("aud", List.of("x", "proxy")).signedBy(parties.search)))
                .extracting(Bearer::roles)
                .isEqualTo(Set.of(Role.READER));
    }

    @Test
    void knowsUsersByWhatTheyOwnBy() throws Exception {
        var admin = user("user:default/Jane").claim("ent", List.of("user:default/jane", "group:default/platform"));
        var reader = user("user:default/jim").claim("ent", List.of());

        assertThat(parties.read(admin.signedBy(parties.users)).caller()).satisfies(jane -> {
            assertThat(jane.name()).isEqualTo("user:default/jane");
            assertThat(jane.groups()).contains("group:default/platform");
            assertThat(jane.admin()).isTrue();
        });
        assertThat(parties.read(reader.signedBy(parties.users)).roles()).containsExactly(Role.READER);
        assertThat(parties.issuers.asked()).doesNotContain(Issuers.USER_INFO);
    }

    @Test
    void asksBackstageWhatATokenLeavesOut() throws Exception {
        parties.issuers.answer(
                Issuers.USER_INFO, "{\"claims\": {\"sub\": \"user:default/jo\", \"ent\": [\"group:default/team-a\"]}}");

        var bearer = parties.read(user("user:default/jo").signedBy(parties.users));

        assertThat(bearer.caller().groups()).containsExactlyInAnyOrder("group:default/team-a", "user:default/jo");
        assertThat(bearer.roles()).containsExactlyInAnyOrder(Role.READER, Role.TEMPLATE_OWNER);
    }

    @Test
    void letsAPluginDoForAUserWhatBothMay() throws Exception {
        parties.issuers.answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": [\"group:default/platform\"]}}");
        var jane = Jwt.limitedUser("user:default/jane").signedBy(parties.users);

        var byScaffolder =
                parties.read(Jwt.plugin("scaffolder").claim("obo", jane).signedBy(parties.scaffolder));
        var bySearch = parties.read(Jwt.plugin("search").claim("obo", jane).signedBy(parties.search));

        assertThat(byScaffolder.caller().name()).isEqualTo("user:default/jane");
        assertThat(byScaffolder.caller().groups()).contains("group:default/platform");
        assertThat(byScaffolder.caller().admin()).isFalse();
        assertThat(byScaffolder.roles()).containsExactlyInAnyOrder(Role.EMITTER, Role.TEMPLATE_OWNER, Role.READER);
        assertThat(bySearch.roles()).containsExactly(Role.READER);
    }

    @Test
    void letsAPluginActNoLongerThanBothTokensHold() throws Exception {
        parties.issuers.answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": []}}");
        var soon = Instant.ofEpochSecond(Instant.now().plusSeconds(60).getEpochSecond());
        var lasting = Jwt.limitedUser("user:default/jane").signedBy(parties.users);
        var brief = Jwt.limitedUser("user:default/jane")
                .claim("exp", soon.getEpochSecond())
                .signedBy(parties.users);
        var plugin = Jwt.plugin("search").claim("obo", brief);
        var briefPlugin = Jwt.plugin("search").claim("obo", lasting).claim("exp", soon.getEpochSecond());

        assertThat(parties.read(plugin.signedBy(parties.search)).expiresAt()).isEqualTo(soon);
        assertThat(parties.read(briefPlugin.signedBy(parties.search)).expiresAt())
                .isEqualTo(soon);
    }

    @Test
    void givesAUserNoRoleOfThePlugin() throws Exception {
        parties.issuers.answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": []}}");
        var jim = Jwt.limitedUser("user:default/jim").signedBy(parties.users);

        var bearer = parties.read(Jwt.plugin("scaffolder").claim("obo", jim).signedBy(parties.scaffolder));

        assertThat(bearer.roles()).containsExactly(Role.READER);
    }

    @Test
    void readsWhatClaimsOfAnIssuerMean() throws Exception {
        var token = Jwt.oidc(parties.issuers.issuer(), "orders")
                .header("typ", "at+jwt")
                .claim("groups", List.of("Payments"))
                .claim("realm_access", Map.of("roles", List.of("ci-build")))
                .claim("sources", List.of("https://ci.example.com/orders/*"));

        var bearer = parties.read(token.signedBy(parties.oidc));

        assertThat(bearer.roles()).containsExactly(Role.EMITTER);
        assertThat(bearer.caller().name()).isEqualTo("ci:orders");
        assertThat(bearer.caller().groups()).containsExactly("group:default/payments");
        assertThat(bearer.caller().emits().source("https://ci.example.com/orders/1"))
                .isTrue();
        assertThat(bearer.caller().emits().source("https://ci.example.com/bills/1"))
                .isFalse();
        assertThat(bearer.caller().emits().service(null)).isTrue();
    }

    @Test
    void mayTellOfNothingWhereItsTokenNamesNoSource() throws Exception {
        var bearer = parties.read(
                Jwt.oidc(parties.issuers.issuer(), "orders").without("sources").signedBy(parties.oidc));

        assertThat(bearer.caller().emits().source("https://ci.example.com")).isFalse();
        assertThat(bearer.caller().emits().everything()).isFalse();
    }

    @Test
    void bearsClocksThatDifferALittle() throws Exception {
        var token = user("user:default/jane")
                .claim("ent", List.of())
                .without("iat")
                .claim("exp", parties.now().minusSeconds(20).getEpochSecond())
                .signedBy(parties.users);

        assertThat(parties.refusal(token)).startsWith("read: ");

        parties.pass(Duration.ofSeconds(20));
        assertThat(parties.refusal(token)).isEqualTo("The token has expired");
    }

    @Test
    void saysThatItCannotKnowWhereBackstageIsAway() throws Exception {
        parties.issuers.answerWith(503);
        var token = user("user:default/jane").claim("ent", List.of()).signedBy(parties.users);

        assertThatThrownBy(() -> parties.read(token)).isInstanceOf(KeysUnreachable.class);

        parties.issuers.answerWith(200);
        parties.pass(KeySet.PAUSE);
        assertThat(parties.read(token).roles()).containsExactly(Role.READER);
    }

    private Jwt user(String ref) {
        return Jwt.user(parties.issuers.url(), ref);
    }
}
