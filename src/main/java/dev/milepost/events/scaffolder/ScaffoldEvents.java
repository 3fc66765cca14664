package dev.milepost.events.scaffolder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.Envelope;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of a task. Their ids are those of the task and its end, so that a task that is read again, or also arrives from
 * Kafka, gives the same events.
 */
final class ScaffoldEvents {

    private static final String STARTED = "dev.milepost.scaffold.started";
    private static final String COMPLETED = "dev.milepost.scaffold.completed";

    private static final String TEMPLATE = "milepost.dev/template";
    private static final String VERSION = "backstage.io/template-version";

    private final String source;

    /** @param source the source of the events */
    ScaffoldEvents(String source) {
        this.source = source;
    }

    /** The data of a task that both events have; empty if it was not made from a template. */
    static Optional<ObjectNode> data(ScaffolderTask task) {
        var info = task.spec().path("templateInfo");
        var annotations = info.path("entity").path("metadata").path("annotations");
        var path = TaskEnd.text(annotations.path(TEMPLATE));
        var template = path == null ? name(info.path("entityRef")) : before(path, '@');
        if (template == null) {
            return Optional.empty();
        }
        var version = path == null ? TaskEnd.text(annotations.path(VERSION)) : after(path, '@');
        var values = task.spec().path("parameters");
        var data =
                JsonNodeFactory.instance.objectNode().put("task_id", task.id()).put("template_id", template);
        put(data, "template_version", version);
        put(data, "team", TaskEnd.text(values.path("owner")));
        put(data, "repository", repository(values.path("repoUrl")));
        // The parameter of a composed Template that names the service. Other Templates have their own.
        put(data, "service_id", path == null ? null : TaskEnd.text(values.path("name")));
        put(data, "initiator", task.createdBy());
        return Optional.of(data);
    }

    Envelope started(ScaffolderTask task, ObjectNode data) {
        var all = data.deepCopy();
        var values = task.spec().path("parameters");
        if (values.isObject() && isComposed(task)) {
            // Secrets that the template declares, and those with a known name or form, are removed at intake.
            all.set("parameters", values);
        }
        return event(STARTED, "task/%s/started".formatted(task.id()), task.createdAt(), all, null);
    }

    /** @param at the time of the end, if the end itself does not say it */
    Envelope completed(ScaffolderTask task, ObjectNode data, TaskEnd end, Instant at) {
        var all = data.deepCopy();
        all.put(
                "status",
                switch (task.status()) {
                    case "completed" -> "success";
                    case "failed" -> end.wasCancelled() ? "cancelled" : "failure";
                    default -> "cancelled";
                });
        put(all, "step", end.step());
        put(all, "reason", end.reason());
        if (!end.entityRefs().isEmpty()) {
            end.entityRefs().forEach(all.putArray("entity_refs")::add);
            end.entityRefs().stream()
                    .filter(ref -> ref.startsWith("component:"))
                    .findFirst()
                    .filter(ref -> !all.has("service_id"))
                    .ifPresent(ref -> all.put("service_id", ref));
        }
        var time = end.at() == null ? at : end.at();
        return event(COMPLETED, "task/%s/%s".formatted(task.id(), task.end()), time, all, end.correlationId());
    }

    private static boolean isComposed(ScaffolderTask task) {
        return task.spec()
                .path("templateInfo")
                .path("entity")
                .path("metadata")
                .path("annotations")
                .has(TEMPLATE);
    }

    private Envelope event(String type, String id, Instant at, JsonNode data, @Nullable String correlation) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", source);
        attributes.put("type", type);
        attributes.put("time", at.toString());
        attributes.put("datacontenttype", "application/json");
        if (correlation != null) {
            attributes.put("correlationid", correlation);
        }
        return Envelope.of(attributes, data.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ObjectNode data, String field, @Nullable String value) {
        if (value != null) {
            data.put(field, value);
        }
    }

    /** The name of an entity ref. */
    private static @Nullable String name(JsonNode ref) {
        var text = TaskEnd.text(ref);
        var name = text == null
                ? ""
                : text.substring(Math.max(text.indexOf(':'), text.indexOf('/')) + 1)
                        .toLowerCase(Locale.ROOT);
        return name.isEmpty() ? null : name;
    }

    private static String before(String text, char mark) {
        var at = text.indexOf(mark);
        return at <= 0 ? text : text.substring(0, at);
    }

    private static @Nullable String after(String text, char mark) {
        var at = text.indexOf(mark);
        return at <= 0 || at == text.length() - 1 ? null : text.substring(at + 1);
    }

    /** {@code host/owner/name} of {@code host?owner=o&repo=r}, the form of the scaffolder's field RepoUrlPicker. */
    private static @Nullable String repository(JsonNode repoUrl) {
        var text = TaskEnd.text(repoUrl);
        if (text == null) {
            return null;
        }
        try {
            var uri = new URI("https://" + text);
            var owner = query(uri, "owner").or(() -> query(uri, "workspace")).or(() -> query(uri, "organization"));
            var repo = query(uri, "repo");
            return owner.isEmpty() || repo.isEmpty() || uri.getAuthority() == null
                    ? null
                    : "%s/%s/%s".formatted(uri.getAuthority(), owner.get(), repo.get());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Optional<String> query(URI uri, String name) {
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                        .filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }
}
