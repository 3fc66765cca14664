package dev.milepost.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.policy.engines.OpaDocuments;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the program {@code opa} with Rego in files, one process for each question. */
record OpaProgram(Path program, List<Path> rego) implements OpaDocuments {

    private static final JsonMapper JSON = new JsonMapper();

    OpaProgram {
        rego = List.copyOf(rego);
    }

    @Override
    public JsonNode query(String path, JsonNode input) throws OpaFailure {
        var command = new ArrayList<>(List.of(program.toString(), "eval", "--format", "json", "--stdin-input"));
        rego.forEach(one -> command.addAll(List.of("--data", one.toString())));
        // The path has only letters, digits, _, - and . between its slashes.
        command.add("data[\"" + path.replace("/", "\"][\"") + "\"]");
        var answer = run(command, input);
        if (answer.has("errors")) {
            throw new OpaFailure(answer.path("errors").path(0).path("message").asText("The program opa failed."));
        }
        return answer.path("result").path(0).path("expressions").path(0).path("value");
    }

    private JsonNode run(List<String> command, JsonNode input) throws OpaFailure {
        try {
            var process =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended before it read its input. What it says is in its output.
            }
            var output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            var answer = parse(output);
            if (code != 0 && !answer.has("errors")) {
                throw new OpaFailure("The program opa ended with the exit code %d.".formatted(code));
            }
            return answer;
        } catch (IOException e) {
            throw new OpaFailure("Cannot run %s: %s".formatted(program, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpaFailure("The question to opa was interrupted.");
        }
    }

    private static JsonNode parse(byte[] output) throws IOException {
        try {
            var json = JSON.readTree(output);
            return json == null ? JSON.missingNode() : json;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
