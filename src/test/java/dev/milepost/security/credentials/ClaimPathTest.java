package dev.milepost.security.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimPathTest {

    private static final JsonNode CLAIMS = claims("""
            {"scope": "openid milepost.read", "team": "a b", "roles": ["reader", 7, null, "emitter"], "admin": true,
             "realm_access": {"roles": ["root"]}, "https://ci.example.com/roles": ["emitter"]}""");

    @Test
    void findsTextsAndLists() {
        assertThat(at("team")).containsExactly("a b");
        assertThat(at("roles")).containsExactly("reader", "emitter");
        assertThat(at("realm_access.roles")).containsExactly("root");
        assertThat(at("https://ci.example.com/roles")).containsExactly("emitter");
    }

    @Test
    void splitsScopesAtSpaces() {
        assertThat(at("scope")).containsExactly("openid", "milepost.read");
    }

    @Test
    void findsNothingWithoutClaim() {
        for (var path : List.of("groups", "admin", "realm_access.groups", "team.roles", "roles.0")) {
            assertThat(at(path)).as(path).isEmpty();
        }
    }

    private static List<String> at(String path) {
        return new ClaimPath(path).in(CLAIMS);
    }

    private static JsonNode claims(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
