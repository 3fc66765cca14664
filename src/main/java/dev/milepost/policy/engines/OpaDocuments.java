package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;

/** The documents of an OPA: one over its REST API, or the program {@code opa} for the cases of policies. */
public interface OpaDocuments {

    /**
     * Returns the value of a document; a missing node if it is undefined for the input.
     *
     * @param path below {@code /v1/data}
     */
    JsonNode query(String path, JsonNode input) throws OpaFailure;

    /** OPA gave no answer that can be used. */
    final class OpaFailure extends Exception {

        private static final long serialVersionUID = 1L;

        public OpaFailure(String message) {
            super(message);
        }
    }
}
