package dev.milepost.events.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Leaves out of events what is secret, before a topic or a table has it: {@code secrets}, and of {@code parameters} those
 * that a template declares secret, and those whose names or values say so themselves.
 */
@ApplicationScoped
public class Secrets {

    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private static final String PARAMETERS = "parameters";
    // The latter three are how JSON may write a letter or an underscore.
    private static final List<String> MARKS =
            List.of(PARAMETERS, "task_id", "data_base64", "\\u006", "\\u007", "\\u005");
    private static final byte[] NOTHING = {};

    private final SecretNames names;
    private final Instance<DeclaredSecrets> declared;

    Secrets(SecretsConfig config, Instance<DeclaredSecrets> declared) {
        this.names = new SecretNames(config.names(), config.exceptions());
        this.declared = declared;
    }

    /** The same event without secrets; the very same where it has none. */
    public Envelope leaveOut(Envelope event) {
        return leaveOut(event, this::leaveOutDeclared);
    }

    /** The same at the door, where what templates declare may not be known: the pipeline leaves that out again. */
    public Envelope leaveOutAtDoor(Envelope event) {
        try {
            return leaveOut(event);
        } catch (Sql.Failure e) {
            LOG.debugf("Which parameters templates declare secret is not known: %s", e.getMessage());
            return leaveOut(event, data -> false);
        }
    }

    private Envelope leaveOut(Envelope event, Predicate<JsonNode> declaredOnes) {
        if (event.json().isMissingNode() || !mayHaveSecrets(event.data())) {
            return event;
        }
        var data = event.json().deepCopy();
        // Of a name that stands twice, the bytes have both values, and the data only one.
        var changed = names.leaveOut(data) | declaredOnes.test(data) | EventJson.repeatsNames(event.data());
        return changed ? with(event, data) : event;
    }

    private static Envelope with(Envelope event, JsonNode data) {
        return Envelope.of(event.attributes(), data.toString().getBytes(StandardCharsets.UTF_8), data);
    }

    /**
     * The value of a record that may hold no readable event, without secrets. What cannot be read and may have some is left
     * out whole.
     */
    public byte[] leaveOutOf(byte[] value) {
        if (!mayHaveSecrets(value)) {
            return value;
        }
        try {
            var json = EventJson.parse(Map.of(), value);
            if (json instanceof ObjectNode object && object.hasNonNull("data_base64")) {
                return structured(value);
            }
            return names.leaveOut(json)
                            | leaveOutDeclared(json.path("data"))
                            | leaveOutDeclared(json)
                            | EventJson.repeatsNames(value)
                    ? json.toString().getBytes(StandardCharsets.UTF_8)
                    : value;
        } catch (IOException | ProblemException e) {
            return NOTHING;
        }
    }

    /** An event whose data stands in Base64, so that no name can be found without reading it. */
    private byte[] structured(byte[] value) throws JsonProcessingException {
        var event = EventJson.read(value);
        var safe = leaveOut(event);
        if (safe == event) {
            return value;
        }
        var written = EventJson.JSON.createObjectNode();
        safe.attributes().forEach(written::put);
        written.set("data", safe.json());
        return EventJson.JSON.writeValueAsBytes(written);
    }

    /** Whether the names under which secrets stand are somewhere in it, in whichever encoding or escape of JSON. */
    private static boolean mayHaveSecrets(byte[] value) {
        var text = new String(value, StandardCharsets.ISO_8859_1);
        var plain = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return MARKS.stream().anyMatch(plain::contains);
    }

    private boolean leaveOutDeclared(JsonNode data) {
        if (!(data.path(PARAMETERS) instanceof ObjectNode parameters)
                || !data.path("template_id").isTextual()
                || declared.isUnsatisfied()) {
            return false;
        }
        var template = TemplateVersion.of(
                data.path("template_id").textValue(),
                data.path("template_version").isTextual()
                        ? data.path("template_version").textValue()
                        : null);
        return declared.get().leaveOut(parameters, template);
    }
}
