package dev.milepost.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.milepost.security.backstage.BackstageConfig;
import dev.milepost.security.backstage.BackstageInstall;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalog and the scaffolder of a Backstage 1.5x: what their routers answer to the requests that this service makes. */
public final class BackstageServer implements AutoCloseable {

    public static final String TOKEN = "static-token-0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<ObjectNode> entities = new ArrayList<>();
    private final Map<String, ObjectNode> tasks = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> events = new HashMap<>();
    private final Deque<Integer> next = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();

    public BackstageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The install as this service has it with some properties, such as {@code catalog.page-size}. */
    public BackstageInstall install(Map<String, String> more) {
        var properties = new HashMap<String, String>();
        properties.put("milepost.backstage.main.url", url() + "/");
        more.forEach((name, value) -> properties.put("milepost.backstage.main." + name, value));
        var config = new SmallRyeConfigBuilder()
                .withMapping(BackstageConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(BackstageConfig.class)
                .installs();
        return new BackstageInstall("main", Objects.requireNonNull(config.get("main")), plugin -> "Bearer " + TOKEN);
    }

    /** The requests, decoded. */
    public List<String> requests() {
        return requests;
    }

    /** Answers the next request with a status only. */
    public void failNext(int status) {
        next.add(status);
    }

    public ObjectNode addEntity(String kind, String name) {
        var entity = JSON.createObjectNode()
                .put("apiVersion", "backstage.io/v1alpha1")
                .put("kind", kind);
        entity.putObject("metadata")
                .put("name", name)
                .put("namespace", "default")
                .put("uid", "uid-" + name)
                .put("etag", "etag-" + name);
        entity.putObject("spec").put("type", "service").put("owner", "group:default/payments");
        entity.putArray("relations").addObject().put("type", "ownedBy").put("targetRef", "group:default/payments");
        entities.add(entity);
        return entity;
    }

    public List<ObjectNode> entities() {
        return entities;
    }

    /** Creates a task of a composed Template. */
    public ObjectNode addTask(String id, String createdAt) {
        var task = JSON.createObjectNode().put("id", id).put("status", "open");
        var spec = task.putObject("spec").put("apiVersion", "scaffolder.backstage.io/v1beta3");
        spec.putArray("steps").addObject().put("id", "policy").put("action", "milepost:policy:evaluate");
        spec.withArray("steps").addObject().put("id", "publish").put("action", "publish:github");
        spec.putObject("parameters")
                .put("name", "payments-api")
                .put("owner", "group:default/payments")
                .put("repoUrl", "github.com?owner=acme&repo=payments-api");
        var info = spec.putObject("templateInfo").put("entityRef", "template:default/spring-service");
        info.putObject("entity")
                .putObject("metadata")
                .put("name", "spring-service")
                .putObject("annotations")
                .put("milepost.dev/template", "spring-service@2.1.0");
        spec.putObject("user").put("ref", "user:default/jane");
        task.put("createdAt", createdAt).put("createdBy", "user:default/jane").putNull("lastHeartbeatAt");
        tasks.put(id, task);
        events.put(id, new ArrayList<>());
        return task;
    }

    public void log(String id, String step, String status) {
        event(id, "log", "2026-06-10T10:00:01.000Z")
                .putObject("body")
                .put("stepId", step)
                .put("status", status);
    }

    /** Ends a task as the scaffolder does, with a completion event. */
    public ObjectNode end(String id, String status, String at) {
        task(id).put("status", status).put("lastHeartbeatAt", at);
        return event(id, "completion", at).putObject("body").put("message", "Run completed with status: " + status);
    }

    /** Asks a task to stop, after which its step and itself end as failed. */
    public void cancel(String id, String at) {
        event(id, "cancelled", at).putObject("body").put("message", "Task Cancelled");
    }

    /** Begins a task again: the scaffolder removes the event of the end. */
    public void retry(String id, String at) {
        task(id).put("status", "processing").put("lastHeartbeatAt", at);
        eventsOf(id).removeIf(event -> event.path("type").asText().equals("completion"));
        event(id, "recovered", at).putObject("body").put("recoverStrategy", "none");
    }

    private ObjectNode task(String id) {
        return Objects.requireNonNull(tasks.get(id), id);
    }

    private List<ObjectNode> eventsOf(String id) {
        return Objects.requireNonNull(events.get(id), id);
    }

    private ObjectNode event(String id, String type, String at) {
        var event = JSON.createObjectNode().put("id", eventsOf(id).size() + 1).put("taskId", id);
        event.put("type", type).put("createdAt", at);
        eventsOf(id).add(event);
        return event;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8));
            var authorized =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var status = authorized ? next.isEmpty() ? 200 : next.remove() : 401;
            var answer = status == 200 ? answer(exchange) : "{\"error\":{\"name\":\"Error\"}}";
            var body = (answer == null ? "{}" : answer).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer == null ? 404 : status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private @Nullable String answer(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        var query = query(exchange);
        if (path.equals("/api/catalog/entities/by-query")) {
            return page(query);
        }
        if (path.equals("/api/scaffolder/v2/tasks")) {
            return list(query);
        }
        var parts = path.substring("/api/scaffolder/v2/tasks/".length()).split("/");
        if (!tasks.containsKey(parts[0])) {
            return null;
        }
        return parts.length == 1
                ? task(parts[0]).toString()
                : JSON.createArrayNode()
                        .addAll(eventsOf(parts[0]).stream()
                                .filter(event -> !query.containsKey("after")
                                        || event.path("type").asText().equals("completion"))
                                .toList())
                        .toString();
    }

    private String page(Map<String, List<String>> query) {
        int limit = number(query, "limit");
        var cursor = query.get("cursor");
        int offset = cursor == null
                ? 0
                : Integer.parseInt(new String(Base64.getDecoder().decode(cursor.get(0)), UTF_8));
        var answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        entities.stream().skip(offset).limit(limit).forEach(items::add);
        answer.put("totalItems", entities.size());
        var info = answer.putObject("pageInfo");
        if (offset + limit < entities.size()) {
            var text = Integer.toString(offset + limit).getBytes(UTF_8);
            info.put("nextCursor", Base64.getEncoder().encodeToString(text));
        }
        return answer.toString();
    }

    private String list(Map<String, List<String>> query) {
        var status = query.get("status");
        var found = tasks.values().stream()
                .filter(task ->
                        status == null || status.contains(task.path("status").asText()))
                .sorted(Comparator.comparing(
                                (ObjectNode task) -> task.path("createdAt").asText())
                        .reversed())
                .toList();
        var answer = JSON.createObjectNode().put("totalTasks", found.size());
        var page = answer.putArray("tasks");
        found.stream()
                .skip(number(query, "offset"))
                .limit(number(query, "limit"))
                .forEach(page::add);
        return answer.toString();
    }

    private static int number(Map<String, List<String>> query, String name) {
        return Integer.parseInt(query.getOrDefault(name, List.of()).get(0));
    }

    private static Map<String, List<String>> query(HttpExchange exchange) {
        var values = new HashMap<String, List<String>>();
        var text = exchange.getRequestURI().getRawQuery();
        for (var pair : (text == null ? "" : text).split("&")) {
            var parts = pair.split("=", 2);
            values.computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return values;
    }
}
