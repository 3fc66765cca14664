package dev.milepost.events.vendors;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery as its vendor documents it, and what it would be with something else in it. */
final class ExampleDelivery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode json;

    private ExampleDelivery(ObjectNode json) {
        this.json = json;
    }

    /** Such as {@code github/push}. */
    static ExampleDelivery of(String name) {
        try (var file = ExampleDelivery.class.getResourceAsStream("/webhooks/" + name + ".json")) {
            return new ExampleDelivery((ObjectNode) JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param value a text, number, truth value, list, map or null */
    ExampleDelivery with(String pointer, @Nullable Object value) {
        var at = JsonPointer.compile(pointer);
        ((ObjectNode) json.at(at.head())).set(at.last().getMatchingProperty(), JSON.valueToTree(value));
        return this;
    }

    ExampleDelivery without(String pointer) {
        var at = JsonPointer.compile(pointer);
        ((ObjectNode) json.at(at.head())).remove(at.last().getMatchingProperty());
        return this;
    }

    /** Leaves one of the commits of a push. */
    ExampleDelivery withOnlyCommit(int index) {
        var commits = (ArrayNode) json.get("commits");
        var kept = commits.get(index);
        commits.removeAll().addAll(List.of(kept));
        return this;
    }

    Payload payload() {
        return Payload.of(json);
    }

    GitHubRepository repository() {
        return GitHubRepository.of(payload());
    }
}
