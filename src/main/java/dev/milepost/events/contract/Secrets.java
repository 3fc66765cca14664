package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Removes secrets from events before they are written to a topic or a table. Secrets are: {@code secrets}; the
 * {@code parameters} that a template declares secret; and parameters whose names or values look secret. The names of
 * erased people are replaced by their pseudonyms at the same time; the event log does it again, with those of then.
 */
@ApplicationScoped
public class Secrets {

    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private static final String PARAMETERS = "parameters";
    // The last three are the JSON escapes of a letter or an underscore.
    private static final List<String> MARKS =
            List.of(PARAMETERS, "task_id", "data_base64", "\\u006", "\\u007", "\\u005");
    private static final byte[] NOTHING = {};

    private final SecretDetector names;
    private final DeclaredSecrets declared;
    private final Pseudonyms pseudonyms;

    Secrets(SecretsConfig config, DeclaredSecrets declared, Pseudonyms pseudonyms) {
        this.names = new SecretDetector(config.names(), config.exceptions());
        this.declared = declared;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Returns the event without secrets; the same instance if it has none. Secrets are removed from the JSON of the given
     * event, since a copy would take as much memory again. Use the returned event only.
     */
    public Envelope leaveOut(Envelope event) {
        return leaveOut(event, this::leaveOutDeclared);
    }

    /**
     * Removes secrets at intake. If the templates' declarations cannot be read from the database, only secrets with a
     * known name or form are removed; the pipeline removes the declared ones later.
     */
    public Envelope leaveOutAtIntake(Envelope event) {
        return leaveOut(event, data -> {
            try {
                return leaveOutDeclared(data);
            } catch (Sql.Failure | PersistenceException e) {
                LOG.debugf("The secret parameters that templates declare could not be read: %s", e.getMessage());
                return false;
            }
        });
    }

    /** Removes secrets from an object of a caller, at every depth, as from the parameters of an event. */
    public void leaveOutOfParameters(ObjectNode parameters) {
        var event = EventJson.JSON.createObjectNode();
        event.set(PARAMETERS, parameters);
        names.leaveOut(event);
    }

    private Envelope leaveOut(Envelope event, Predicate<JsonNode> leaveOutDeclared) {
        return EventNames.replaceIn(withoutSecrets(event, leaveOutDeclared), pseudonyms.recent());
    }

    /** Whether a body has to be read because erased people may be named in it. */
    public boolean mayNameErased() {
        return !pseudonyms.recent().isEmpty();
    }

    /** Returns a text about an event, such as the reason of a refusal, with pseudonyms for erased people. */
    public String withoutErased(String text) {
        return pseudonyms.recent().replaceIn(text);
    }

    /** As {@link #withoutErased(String)}, of a context attribute. Identifiers are returned as they are. */
    public String withoutErased(String attribute, String value) {
        var replaced =
                EventNames.replaceIn(Map.of(attribute.toLowerCase(Locale.ROOT), value), pseudonyms.recent(), true);
        return replaced.values().iterator().next();
    }

    private Envelope withoutSecrets(Envelope event, Predicate<JsonNode> leaveOutDeclared) {
        var data = event.json();
        if (data.isMissingNode() || !mayHaveSecrets(event.data())) {
            return event;
        }
        // With a repeated name, the bytes contain both values but the parsed data only one.
        var changed = names.leaveOut(data) | leaveOutDeclared.test(data) | EventJson.repeatsNames(event.data());
        return changed ? with(event, data) : event;
    }

    private static Envelope with(Envelope event, JsonNode data) {
        return Envelope.of(event.attributes(), data.toString().getBytes(StandardCharsets.UTF_8), data);
    }

    /**
     * Returns the value of a record without secrets; the record need not be a readable event. A value that cannot be
     * parsed and may have secrets is removed as a whole: the result is then empty.
     */
    public byte[] leaveOutOf(byte[] value) {
        return pseudonyms.recent().replaceIn(withoutSecrets(value));
    }

    private byte[] withoutSecrets(byte[] value) {
        if (!mayHaveSecrets(value)) {
            return value;
        }
        try {
            var json = EventJson.parse(Map.of(), value);
            if (json instanceof ObjectNode object && object.hasNonNull("data_base64")) {
                return leaveOutOfStructured(value);
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

    /** Removes secrets from an event with Base64 data, which must be decoded before names can be found. */
    private byte[] leaveOutOfStructured(byte[] value) throws JsonProcessingException {
        var event = EventJson.read(value);
        var safe = withoutSecrets(event, this::leaveOutDeclared);
        if (safe == event) {
            return value;
        }
        var written = EventJson.JSON.createObjectNode();
        safe.attributes().forEach(written::put);
        written.set("data", safe.json());
        return EventJson.JSON.writeValueAsBytes(written);
    }

    /** Whether the bytes contain a name under which secrets may occur, in any encoding and with any JSON escape. */
    private static boolean mayHaveSecrets(byte[] value) {
        var text = new String(value, StandardCharsets.ISO_8859_1);
        var plain = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return MARKS.stream().anyMatch(plain::contains);
    }

    private boolean leaveOutDeclared(JsonNode data) {
        if (!(data.path(PARAMETERS) instanceof ObjectNode parameters)
                || !data.path("template_id").isTextual()) {
            return false;
        }
        var template = TemplateVersion.of(
                data.path("template_id").textValue(),
                data.path("template_version").isTextual()
                        ? data.path("template_version").textValue()
                        : null);
        return declared.leaveOut(parameters, template);
    }
}
