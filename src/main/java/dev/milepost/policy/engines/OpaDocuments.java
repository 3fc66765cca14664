package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;

/** The documents of an OPA: one over its REST API, or the program {@code opa} for the cases of policies. */
public interface OpaDocuments {

    /**
     * Returns the value of a document; a missing node if it is undefined for the input.
     *
     * @param path below {@code /v1/data}
     */
    JsonNode query(String path, JsonNode input) throws OpaFailure;

    /**
     * An OPA at an address.
     *
     * @throws IllegalArgumentException if it is no HTTP URL
     */
    static OpaDocuments at(URI address) {
        return OpaClient.at(address, Clock.systemUTC());
    }

    /** OPA gave no answer that can be used. */
    final class OpaFailure extends Exception {

        private static final long serialVersionUID = 1L;

        public OpaFailure(String message) {
            super(message);
        }
    }
}
