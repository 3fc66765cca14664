package dev.milepost.events.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What an event is about, in the words of a golden type where it has one. */
record EventContent(String type, boolean golden, Optional<String> service, JsonNode data) {

    static Optional<String> serviceOf(JsonNode data) {
        var service = data.path("service_id");
        return service.isTextual() ? Optional.of(service.textValue()) : Optional.empty();
    }
}
