package dev.milepost.security.signing;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** Serves the key set at the address where Backstage looks for a plugin's keys. */
@Path("/api/.backstage/auth/v1/jwks.json")
@PermitAll
class SigningKeysResource {

    private final SigningKeys keys;

    SigningKeysResource(SigningKeys keys) {
        this.keys = keys;
    }

    record KeySet(List<Map<String, Object>> keys) {}

    @GET
    public KeySet getSigningKeys() {
        return new KeySet(keys.publicKeys());
    }
}
