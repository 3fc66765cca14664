package dev.milepost.delivery.correlation;

import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A correlation and the values to pass on, so that later events can carry it.
 *
 * @param traceparent in the format of W3C Trace Context (section 3.2); its trace id is the correlation id without
 *     dashes
 * @param labels for generated manifests; contains only values that are valid Kubernetes labels
 */
record Correlation(
        String id,
        String traceparent,
        Map<String, String> ciParameters,
        Map<String, String> environmentVariables,
        Map<String, String> labels,
        Map<String, String> annotations) {

    private static final int LABEL_LENGTH = 63;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");

    static Correlation of(UUID id, CorrelationRequest request) {
        var trace = id.toString().replace("-", "");
        // The parent id is derived from the correlation id: the same for the same id, and never all zero.
        var traceparent = "00-%s-%016x-01".formatted(trace, id.getLeastSignificantBits() | 1);
        var fields = new LinkedHashMap<String, String>();
        fields.put("correlation_id", id.toString());
        fields.put("traceparent", traceparent);
        fields.putAll(request.fields());

        var variables = new LinkedHashMap<String, String>();
        var annotations = new LinkedHashMap<String, String>();
        var labels = new LinkedHashMap<String, String>();
        fields.forEach((name, value) -> {
            variables.put("MILEPOST_" + name.toUpperCase(Locale.ROOT), value);
            annotations.put("milepost.dev/" + name.replace('_', '-'), value);
            if (isLabel(value)) {
                labels.put("milepost.dev/" + name.replace('_', '-'), value);
            }
        });
        // OpenTelemetry reads the trace context from this environment variable (environment variables as carriers).
        variables.put("TRACEPARENT", traceparent);
        return new Correlation(id.toString(), traceparent, fields, variables, labels, annotations);
    }

    private static boolean isLabel(String value) {
        return value.length() <= LABEL_LENGTH && LABEL.matches(value);
    }
}
