package dev.milepost.events.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.Secrets;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.events.pipeline.Quarantine.Stage;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.text.Shorten;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads as much as possible from a faulty record. */
@ApplicationScoped
class QuarantinedRecordReader {

    private static final int MOST_BYTES_OF_HEADERS = 512 << 10;
    private static final int LONGEST_DETAIL = 4_000;
    private static final int MOST_FAULTS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final QuarantineRepository entries;
    private final Secrets secrets;
    private final Clock clock;

    QuarantinedRecordReader(QuarantineRepository entries, Secrets secrets, Clock clock) {
        this.entries = entries;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A faulty record. A replayed record has the id of the entry that it replays; otherwise the id is derived from the
     * record's position.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record QuarantinedRecord(
            UUID id,
            Stage stage,
            Instant at,
            QuarantineEntry.Event event,
            String reason,
            String detail,
            String faults,
            byte @Nullable [] key,
            List<Header> headers,
            byte @Nullable [] value) {

        /** Builds the record for the quarantine topic: the original headers, plus headers with the reason. */
        ProducerRecord<byte[], byte[]> toRecord() {
            var all = new ArrayList<>(headers);
            all.add(RecordHeaders.of("milepost-quarantine-id", id.toString()));
            all.add(RecordHeaders.of("milepost-quarantine-stage", stageName()));
            all.add(RecordHeaders.of("milepost-quarantine-reason", reason));
            all.add(RecordHeaders.of("milepost-quarantine-detail", detail));
            return new ProducerRecord<>(Topics.QUARANTINE, null, key, value, all);
        }

        String stageName() {
            return stage.name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The headers as a JSON object of strings. */
        String headersJson() {
            var texts = new LinkedHashMap<String, String>();
            headers.forEach(header -> texts.put(
                    distinct(header.key(), texts),
                    header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
            return json(texts);
        }
    }

    /** Returns a unique name for a repeated header, which a replay does not read as an attribute. */
    private static String distinct(String name, Map<String, String> texts) {
        var distinct = name;
        for (var i = 2; texts.containsKey(distinct); i++) {
            distinct = name + " (" + i + ")";
        }
        return distinct;
    }

    QuarantinedRecord read(ConsumerRecord<byte[], byte[]> record, Stage stage, RuntimeException fault) {
        var headers = headers(record);
        var position = "%s/%d/%d/%d".formatted(record.topic(), record.partition(), record.offset(), record.timestamp());
        var id = RecordHeaders.replayOf(record.headers())
                .flatMap(entries::findReplayed)
                .orElseGet(() -> UUID.nameUUIDFromBytes(position.getBytes(StandardCharsets.UTF_8)));
        var problem = fault instanceof ProblemException known ? known : null;
        return new QuarantinedRecord(
                id,
                stage,
                clock.instant(),
                event(record),
                problem == null ? reason(fault) : problem.type().slug(),
                secrets.withoutErased(shortened(withoutNulls(
                        problem == null ? FailureClassifier.describe(fault) : String.valueOf(problem.getMessage())))),
                secrets.withoutErased(withoutNulls(json(problem == null ? List.of() : shortened(problem.faults())))),
                BoundedBytes.isCut(record) ? null : record.key(),
                headers,
                BoundedBytes.isCut(record) || record.value() == null ? null : secrets.leaveOutOf(record.value()));
    }

    /**
     * Returns as many headers as fit into a record of the quarantine topic next to a value. An extra header marks
     * omitted content.
     */
    private List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        var kept = new ArrayList<Header>();
        var cut = BoundedBytes.isCut(record);
        int bytes = 0;
        for (var header : record.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (bytes > MOST_BYTES_OF_HEADERS) {
                cut = true;
            } else if (!header.key().startsWith("milepost-quarantine-")) {
                kept.add(withoutErased(header));
            }
        }
        if (cut) {
            kept.add(RecordHeaders.of(RecordHeaders.CUT, "1"));
        }
        return kept;
    }

    /** Pseudonymises attributes that are not identifiers; those of the event are checked when it is replayed. */
    private Header withoutErased(Header header) {
        if (header.value() == null || !header.key().regionMatches(true, 0, RecordHeaders.ATTRIBUTE, 0, 3)) {
            return header;
        }
        var name = header.key().substring(RecordHeaders.ATTRIBUTE.length());
        var text = new String(header.value(), StandardCharsets.UTF_8);
        var safe = secrets.withoutErased(name, text);
        return safe.equals(text) ? header : RecordHeaders.of(header.key(), safe);
    }

    private static String shortened(String text) {
        return Shorten.to(LONGEST_DETAIL, text);
    }

    private static List<Fault> shortened(List<Fault> faults) {
        return faults.stream()
                .limit(MOST_FAULTS)
                .map(fault -> new Fault(shortened(fault.pointer()), shortened(fault.detail())))
                .toList();
    }

    private static String reason(RuntimeException fault) {
        return fault instanceof RecordTooLargeException ? "too-large" : "not-projectable";
    }

    private QuarantineEntry.Event event(ConsumerRecord<byte[], byte[]> record) {
        var attributes = RecordHeaders.readableAttributes(record.headers());
        String service = null;
        try {
            var envelope = RecordHeaders.envelope(record);
            attributes = envelope.attributes();
            service = envelope.json().path("service_id").textValue();
        } catch (RuntimeException e) {
            // The record is in quarantine because it cannot be read as a whole; only its headers are used.
        }
        return new QuarantineEntry.Event(
                writableOrNull(attributes.get("source")),
                writableOrNull(attributes.get("id")),
                writableOrNull(attributes.get("type")),
                withoutErased(
                        writableOrNull(ServiceName.ofNullable(service == null ? attributes.get("subject") : service))),
                Optional.ofNullable(attributes.get("time"))
                        .flatMap(Rfc3339::parse)
                        .orElse(null));
    }

    /** The service of an entry is only what it is found by; without one it is the subject, which may be a person. */
    private @Nullable String withoutErased(@Nullable String service) {
        return service == null ? null : secrets.withoutErased(service);
    }

    /** Removes U+0000, the only character that PostgreSQL cannot store. */
    private static String withoutNulls(String text) {
        return text.replace("\0", "");
    }

    private static @Nullable String writableOrNull(@Nullable String text) {
        return text == null ? null : withoutNulls(text);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
