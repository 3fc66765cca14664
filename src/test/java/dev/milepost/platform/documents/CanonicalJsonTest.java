package dev.milepost.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void sortsTheMembersOfAllObjects() throws JsonProcessingException {
        var json = json("{\"b\": [{\"d\": 1.0, \"c\": null}, 2], \"a\": {\"B\": \"é\", \"A\": true}, \"\": {}}");

        assertThat(new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8))
                .isEqualTo("{\"\":{},\"a\":{\"A\":true,\"B\":\"é\"},\"b\":[{\"c\":null,\"d\":1.0},2]}");
    }

    /** The hash of a stored entity must never change: an entity of another hash is stored and announced again. */
    @Test
    void hashesAsEarlierReleasesDid() throws JsonProcessingException {
        var json = json("""
                {"kind": "Component", "spec": {"type": "service", "owner": "checkout-team", "system": "shop",
                "lifecycle": "production"}, "metadata": {"name": "orders", "annotations":
                {"milepost.dev/environments": "production=live-eu", "milepost.dev/service-tier": "critical"}},
                "apiVersion": "backstage.io/v1alpha1"}""");

        assertThat(HexFormat.of().formatHex(CanonicalJson.hash(json)))
                .isEqualTo("013ceea5db5bbda012e04e15c8c827cb0950cf0b5be73fa9e71c31c1efbacd11");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
