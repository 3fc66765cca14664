package dev.milepost.security.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;

/** Serves the key set at the address where Backstage looks for a plugin's keys. */
@Path("/api/.backstage/auth/v1/jwks.json")
@PermitAll
class SigningKeysResource {

    private final SigningKeys keys;
    private final ObjectMapper json;

    SigningKeysResource(SigningKeys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    record KeySet(List<JsonNode> keys) {}

    @GET
    public KeySet getSigningKeys() throws JsonProcessingException {
        var all = new ArrayList<JsonNode>();
        for (var key : keys.publicKeys()) {
            all.add(json.readTree(key));
        }
        return new KeySet(all);
    }
}
