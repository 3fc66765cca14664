package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliEventJsonTest {

    /** Filters and labels compare the service as the rest of the service does. */
    @ParameterizedTest
    @CsvSource({
        "'\"service_id\": \"component:default/orders\", ', ''",
        "'\"service_id\": \"Orders\", ', ''",
        "'\"service_id\": \"orders\", ', ''",
        "'', component:default/Orders"
    })
    void hasTheNameOfTheService(String member, String subject) {
        var event = event("{%s\"commit_sha\": \"a1\"}".formatted(member), subject);

        var data = SliEventJson.of(event).data();

        assertThat(data.path("service_id").textValue()).isEqualTo("orders");
        assertThat(data.path("commit_sha").textValue()).isEqualTo("a1");
    }

    private static GoldenEvent event(String data, String subject) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", "e");
        attributes.put("source", "/ci");
        attributes.put("type", "com.company.change.created");
        attributes.put("time", "2026-06-10T12:00:00Z");
        attributes.put("datacontenttype", "application/json");
        if (!subject.isEmpty()) {
            attributes.put("subject", subject);
        }
        return EventReaders.reader()
                .read(Envelope.of(attributes, data.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
    }
}
