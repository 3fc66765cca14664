package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.engines.OpaDocuments.OpaFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Evaluates policies in Rego by asking OPA. */
@ApplicationScoped
class OpaEngine {

    private final OpaDocuments opa;
    private final ServiceState state;

    OpaEngine(OpaDocuments opa, ServiceState state) {
        this.opa = opa;
        this.state = state;
    }

    EngineResult evaluate(Policy policy, EngineInput input) {
        var query = Objects.requireNonNull(policy.opa());
        var context = input.json(policy.parameters());
        StateInput.add(query.state(), input, state, context);
        JsonNode value = context;
        if (query.requestOnly()) {
            value = input.change().request();
            if (value.isMissingNode()) {
                return EngineResult.error("The policy reads the input of the request, and the request has none.");
            }
        }
        try {
            return OpaResults.read(opa.query(query.path(), value));
        } catch (OpaFailure e) {
            return EngineResult.error(String.valueOf(e.getMessage()));
        }
    }
}
