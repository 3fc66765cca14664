package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/event-types")
@RolesAllowed(Roles.READER)
class EventTypesResource {

    private final EventTypes types;
    private final EventTypeNames names;

    EventTypesResource(EventTypes types, EventTypeNames names) {
        this.types = types;
        this.names = names;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page<Description> listEventTypes() {
        return new Page<>(types.all().stream().map(Description::of).toList(), null);
    }

    @GET
    @Path("{type}/schema")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public JsonNode getEventSchema(@RestPath String type) {
        return names.findGolden(type)
                .flatMap(types::find)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_EVENT_TYPE,
                        "There is no golden type '%s'. GET /api/v1/event-types lists the types.%s"
                                .formatted(
                                        type,
                                        names.suggest(type)
                                                .map(meant -> " Did you mean " + meant + "?")
                                                .orElse(""))))
                .document();
    }

    /**
     * A golden type in the list.
     *
     * @param schema the path of the JSON Schema of its data
     */
    record Description(String type, String title, String description, String schema, List<String> required) {

        static Description of(EventType type) {
            var document = type.document();
            return new Description(
                    type.name(),
                    document.path("title").asText(),
                    document.path("description").asText(),
                    "/api/v1/event-types/" + type.name() + "/schema",
                    type.required());
        }
    }
}
