package dev.milepost.events.vendors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An Enterprise Server with one repository: its API as GitHub documents it, with pages, rate limits and errors. */
final class GitHubServer implements AutoCloseable {

    static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    static final String SLUG = "acme/payments";
    static final String DATE = "2026-06-10T11:30:00Z";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, List<String>> parents;
    private final Deque<Answer> next = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private Map<String, String> headers = Map.of();

    /** An answer instead of the one that was asked for. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** @param parents the commits of the repository with their parents */
    GitHubServer(Map<String, List<String>> parents) throws IOException {
        this.parents = parents;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Host and port, as in the addresses of the repository. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String apiUrl() {
        return "http://" + host() + "/api/v3/";
    }

    /** The paths that were asked for, with their query. */
    List<String> requests() {
        return requests;
    }

    void answerNext(int status, Map<String, String> answerHeaders, String body) {
        next.add(new Answer(status, answerHeaders, body));
    }

    /** Headers of every answer. */
    void setHeaders(Map<String, String> all) {
        headers = all;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            requests.add(exchange.getRequestURI().toString());
            var answer = next.isEmpty() ? answer(exchange) : next.remove();
            headers.forEach(exchange.getResponseHeaders()::set);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (RuntimeException e) {
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, Map.of(), "{\"message\": \"Bad credentials\"}");
        }
        if (exchange.getRequestHeaders().getFirst("User-Agent") == null) {
            return new Answer(403, Map.of(), "Request forbidden by administrative rules.");
        }
        var path = exchange.getRequestURI().getPath();
        var compare = "/api/v3/repos/" + SLUG + "/compare/";
        var commit = "/api/v3/repos/" + SLUG + "/git/commits/";
        if (path.startsWith(compare)) {
            var ends = path.substring(compare.length()).split("\\.\\.\\.");
            return compare(ends[0], ends[1], query(exchange));
        }
        return path.startsWith(commit) ? commit(path.substring(commit.length())) : notFound();
    }

    private static Answer notFound() {
        return new Answer(404, Map.of(), "{\"message\": \"Not Found\"}");
    }

    private static Map<String, Integer> query(HttpExchange exchange) {
        return Arrays.stream(String.valueOf(exchange.getRequestURI().getQuery()).split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
    }

    private Answer compare(String base, String head, Map<String, Integer> query) {
        if (!parents.containsKey(base) || !parents.containsKey(head)) {
            return notFound();
        }
        var commits = between(base, head);
        int size = Math.min(100, query.getOrDefault("per_page", 30));
        int page = query.getOrDefault("page", 1);
        var json = JSON.createObjectNode().put("status", "ahead").put("total_commits", commits.size());
        json.set("base_commit", described(base));
        var list = json.putArray("commits");
        commits.stream().skip((page - 1L) * size).limit(size).forEach(sha -> list.add(described(sha)));
        var files = json.putArray("files");
        for (int i = 0; page == 1 && i < 300; i++) {
            files.addObject().put("filename", "src/F" + i).put("patch", "@@ -1 +1 @@\n-a\n+b");
        }
        return new Answer(200, Map.of("Content-Type", "application/json"), json.toString());
    }

    private Answer commit(String sha) {
        if (!parents.containsKey(sha)) {
            return notFound();
        }
        var json = details();
        json.put("sha", sha).set("parents", parents(sha));
        return new Answer(200, Map.of(), json.toString());
    }

    private ObjectNode described(String sha) {
        var json = JSON.createObjectNode().put("sha", sha);
        json.set("commit", details());
        json.putObject("author").put("login", "jane").put("id", 7);
        json.putObject("committer").put("login", "web-flow").put("date", "not of the commit");
        json.set("parents", parents(sha));
        return json;
    }

    private static ObjectNode details() {
        var json = JSON.createObjectNode().put("message", "Work\n\nMuch of it.");
        json.putObject("author").put("name", "Jane").put("date", "2026-06-01T00:00:00Z");
        json.putObject("committer").put("name", "GitHub").put("date", DATE);
        json.putObject("verification").put("verified", true).putNull("signature");
        return json;
    }

    private JsonNode parents(String sha) {
        var list = JSON.createArrayNode();
        parents.getOrDefault(sha, List.of())
                .forEach(parent -> list.addObject().put("sha", parent).put("url", apiUrl()));
        return list;
    }

    /** Oldest first. */
    private List<String> between(String base, String head) {
        var left = new ArrayList<>(GeneratedRepository.reached(head, parents));
        left.removeAll(GeneratedRepository.reached(base, parents));
        var ordered = new ArrayList<String>();
        while (!left.isEmpty()) {
            var free = left.stream()
                    .filter(sha -> parents.getOrDefault(sha, List.of()).stream().noneMatch(left::contains))
                    .toList();
            ordered.addAll(free);
            left.removeAll(Set.copyOf(free));
        }
        return ordered;
    }
}
