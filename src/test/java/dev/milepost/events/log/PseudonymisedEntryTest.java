package dev.milepost.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.security.erasure.ErasedNames;
import dev.milepost.security.erasure.TestErasedNames;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An event that names an erased person, as the log takes it in. */
class PseudonymisedEntryTest {

    private static final ErasedNames NAMES = TestErasedNames.of("user:default/anna", "anna@example.org", "anna");
    private static final String DEPLOYMENT = """
            {"service_id": "%s", "deployment_id": "d1", "environment": "production", "status": "success",
             "initiator": "user:default/anna", "notes": ["by anna@example.org"]}
            """;

    @Test
    void replacesNamesInAttributesDataAndWhatProjectionsRead() {
        var entry = entry("dev.milepost.deploy.completed", "about anna", DEPLOYMENT.formatted("payments"));

        var safe = entry.withPseudonyms(NAMES);

        assertThat(text(safe)).doesNotContain("anna").contains("user:default/person-1", "by person-1");
        assertThat(safe.attributes()).containsEntry("subject", "about person-1").containsEntry("by", "person-1");
        assertThat(safe.golden().text("initiator")).contains("user:default/person-1");
        assertThat(safe.golden().extensions()).containsEntry("by", "person-1");
    }

    /** Facts are stored by them, and duplicates found by them. */
    @Test
    void keepsIdentifiers() {
        var entry = entry("dev.milepost.deploy.completed", "anna", DEPLOYMENT.formatted("anna"));

        var safe = entry.withPseudonyms(NAMES);

        assertThat(safe.golden().identity()).isEqualTo(entry.golden().identity());
        assertThat(safe.golden().service()).isEqualTo("anna");
        assertThat(safe.golden().text("service_id")).contains("anna");
        assertThat(safe.attributes()).containsEntry("subject", "anna").containsEntry("source", "/anna");
        assertThat(safe.golden().text("initiator")).contains("user:default/person-1");
    }

    @Test
    void replacesSubjectsThatAreNoServiceOfFacts() {
        var safe = entry("com.company.approval", "user:default/anna", "{\"by\": 1}")
                .withPseudonyms(NAMES);

        assertThat(safe.golden().service()).isEqualTo("user:default/person-1");
        assertThat(safe.attributes()).containsEntry("subject", "user:default/person-1");
    }

    @Test
    void readsJsonInOtherEncodings() {
        var data = DEPLOYMENT.formatted("payments").getBytes(Charset.forName("UTF-16LE"));
        var safe = entry("dev.milepost.deploy.completed", "payments", data).withPseudonyms(NAMES);

        assertThat(text(safe)).doesNotContain("anna").contains("user:default/person-1");
        assertThat(safe.golden().text("initiator")).contains("user:default/person-1");
    }

    @Test
    void returnsEventsThatNameNobody() {
        var entry = entry("dev.milepost.deploy.completed", "payments", """
                {"service_id": "payments", "deployment_id": "d1", "environment": "production", "status": "success"}
                """);
        var other =
                new LogEntry(entry.position(), without(entry.attributes(), "by"), entry.data(), entry.golden(), null);

        assertThat(other.withPseudonyms(NAMES)).isSameAs(other);
    }

    private static Map<String, String> without(Map<String, String> attributes, String name) {
        var others = new LinkedHashMap<>(attributes);
        others.remove(name);
        return others;
    }

    private static LogEntry entry(String type, String subject, String data) {
        return entry(type, subject, data.getBytes(StandardCharsets.UTF_8));
    }

    private static LogEntry entry(String type, String subject, byte[] data) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", "1");
        attributes.put("source", "/anna");
        attributes.put("type", type);
        attributes.put("time", "2026-06-01T10:00:00Z");
        attributes.put("subject", subject);
        attributes.put("by", "anna@example.org");
        var envelope = Envelope.of(attributes, data);
        var golden = EventReaders.reader().read(envelope, Instant.EPOCH);
        return new LogEntry(
                new RecordPosition(new UUID(0, 1), 0, 1), envelope.attributes(), envelope.data(), golden, null);
    }

    private static String text(LogEntry entry) {
        return new String(entry.data(), StandardCharsets.UTF_8);
    }
}
