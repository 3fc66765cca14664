package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the parameter values that services were created or upgraded with. */
@ApplicationScoped
public class RunParameterReader {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunRepository runs;
    private final RunRecording recording;

    RunParameterReader(RunRepository runs, RunRecording recording) {
        this.runs = runs;
        this.recording = recording;
    }

    /**
     * A run with known parameter values.
     *
     * @param parameters without secrets
     * @param correlationId the correlation id in its files: that of the run that created the service
     */
    public record ParameterizedRun(ScaffoldRun run, String version, ObjectNode parameters, String correlationId) {}

    /** Returns the latest run of a service that led to a matching version and has known parameter values. */
    public Optional<ParameterizedRun> findLatest(String service, String template, Predicate<String> version) {
        for (var run : runs.findSuccessful(service, template)) {
            var took = run.version();
            if (took != null && version.test(took)) {
                recording.record(run);
                var parameters = runs.findParameters(run);
                if (parameters.isPresent()) {
                    return Optional.of(
                            new ParameterizedRun(run, took, read(parameters.get()), runs.correlationId(run)));
                }
            }
        }
        return Optional.empty();
    }

    private static ObjectNode read(String text) {
        try {
            JsonNode parameters = JSON.readTree(text);
            return (ObjectNode) parameters;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored parameters cannot be read", e);
        }
    }
}
