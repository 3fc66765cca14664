package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The content of an event: its type, service and data, mapped to a golden type if there is one. */
record EventContent(String type, boolean golden, Optional<String> service, JsonNode data) {

    static Optional<String> serviceOf(JsonNode data) {
        var service = data.path("service_id");
        return service.isTextual() ? Optional.of(service.textValue()) : Optional.empty();
    }
}
