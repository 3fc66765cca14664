package dev.milepost.delivery.correlation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import dev.milepost.events.contract.ServiceName;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The known fields of a change when its correlation is opened; all are optional. */
record CorrelationRequest(
        @Size(min = 1, max = 512) @Pattern(regexp = CorrelationRequest.TEXT) @Nullable
        String serviceId,

        @Size(min = 1, max = 1024) @Pattern(regexp = CorrelationRequest.TEXT) @Nullable
        String repository,

        @Size(min = 1, max = 512) @Pattern(regexp = CorrelationRequest.TEXT) @Nullable
        String commitSha,

        @JsonDeserialize(using = TextOrInteger.class)
        @Size(min = 1, max = 512)
        @Pattern(regexp = CorrelationRequest.TEXT)
        @Nullable
        String prId,

        @Size(min = 1, max = 512) @Pattern(regexp = CorrelationRequest.TEXT) @Nullable
        String templateId,

        @Size(min = 1, max = 512) @Pattern(regexp = CorrelationRequest.TEXT) @Nullable
        String templateVersion,

        @Size(min = 1, max = 512) @Pattern(regexp = CorrelationRequest.TEXT) @Nullable
        String initiator) {

    CorrelationRequest {
        serviceId = ServiceName.ofNullable(serviceId);
    }

    /** Any text without U+0000, which PostgreSQL rejects. */
    private static final String TEXT = "[^\\x00]*";

    static final CorrelationRequest EMPTY = new CorrelationRequest(null, null, null, null, null, null, null);

    /** The fields that are set, by the names of the core fields of events. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, "service_id", serviceId);
        put(fields, "repository", repository);
        put(fields, "commit_sha", commitSha);
        put(fields, "pr_id", prId);
        put(fields, "template_id", templateId);
        put(fields, "template_version", templateVersion);
        put(fields, "initiator", initiator);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** A pull request is a number in most systems. */
    static final class TextOrInteger extends StringDeserializer {

        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? parser.getText() : super.deserialize(parser, context);
        }
    }
}
