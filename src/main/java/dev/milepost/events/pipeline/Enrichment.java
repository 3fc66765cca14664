package dev.milepost.events.pipeline;

import dev.milepost.events.contract.EventKeys;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.Secrets;
import dev.milepost.events.contract.ServiceDirectory;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Adds attributes of its service to an event. The body is unchanged unless secrets are removed from it. */
@ApplicationScoped
class Enrichment {

    private static final String CDEVENTS = "dev.cdevents";
    private static final String SCAFFOLDING = ".scaffold.";

    private final EventReader reader;
    private final Secrets secrets;
    private final EventKeys keys;
    private final ServiceDirectory directory;

    Enrichment(EventReader reader, Secrets secrets, EventKeys keys, ServiceDirectory directory) {
        this.reader = reader;
        this.secrets = secrets;
        this.keys = keys;
        this.directory = directory;
    }

    /**
     * Builds the record for the enriched topic: in binary mode, keyed by the service.
     *
     * @throws dev.milepost.platform.http.ProblemException if the record has no event that satisfies the contract
     */
    ProducerRecord<byte[], byte[]> enrich(ConsumerRecord<byte[], byte[]> raw) {
        return enrichFromHeaders(raw).orElseGet(() -> enrichFromBody(raw));
    }

    /**
     * Enriches an event that intake validated, if the headers contain its service and time. The body is not parsed
     * here; projection verifies it against the headers.
     */
    private Optional<ProducerRecord<byte[], byte[]>> enrichFromHeaders(ConsumerRecord<byte[], byte[]> raw) {
        var headers = raw.headers();
        var checked = EventDigest.in(headers);
        var service = RecordHeaders.text(headers, RecordHeaders.SERVICE);
        if (checked.isEmpty() || service.isEmpty() || RecordHeaders.isStructured(headers)) {
            return Optional.empty();
        }
        var attributes = RecordHeaders.attributes(headers);
        EventReader.requireLegalNames(attributes);
        var type = attributes.getOrDefault("type", CDEVENTS);
        // The time of a CDEvent is in its body, the body of a scaffold event may have secrets, and any may name people.
        if (secrets.mayNameErased()
                || type.startsWith(CDEVENTS)
                || type.contains(SCAFFOLDING)
                || !attributes.getOrDefault("specversion", "").equals("1.0")) {
            return Optional.empty();
        }
        var serviceOrNull = service.get().isEmpty() ? null : service.get();
        return Rfc3339.parse(attributes.getOrDefault("time", ""))
                .filter(at -> checked.get()
                        .equals(EventDigest.of(
                                attributes.getOrDefault("source", ""),
                                attributes.getOrDefault("id", ""),
                                type,
                                at,
                                serviceOrNull)))
                .map(at -> {
                    var copied = new ArrayList<Header>();
                    headers.forEach(copied::add);
                    return enriched(raw, copied, serviceOrNull, at);
                });
    }

    private ProducerRecord<byte[], byte[]> enrichFromBody(ConsumerRecord<byte[], byte[]> raw) {
        var envelope = secrets.leaveOut(RecordHeaders.envelope(raw));
        var receivedAt = Instant.ofEpochMilli(raw.timestamp());
        var event = reader.read(envelope, receivedAt);
        EventDigest.require(raw.headers(), envelope, event);
        var headers = new ArrayList<Header>();
        envelope.attributes().forEach((name, value) -> headers.add(RecordHeaders.ofAttribute(name, value)));
        headers.add(RecordHeaders.of(RecordHeaders.CHECKED, EventDigest.of(envelope, event)));
        var replay = raw.headers().lastHeader(RecordHeaders.REPLAY_OF);
        if (replay != null) {
            headers.add(replay);
        }
        return enriched(raw, envelope.data(), headers, event.service(), event.time());
    }

    private ProducerRecord<byte[], byte[]> enriched(
            ConsumerRecord<byte[], byte[]> raw, List<Header> headers, @Nullable String service, Instant time) {
        return enriched(raw, raw.value(), headers, service, time);
    }

    private ProducerRecord<byte[], byte[]> enriched(
            ConsumerRecord<byte[], byte[]> raw,
            byte @Nullable [] data,
            List<Header> headers,
            @Nullable String service,
            Instant time) {
        describe(service, time).forEach((name, value) -> {
            var header = RecordHeaders.ATTRIBUTE + "milepost" + name;
            headers.removeIf(other -> other.key().equalsIgnoreCase(header));
            headers.add(RecordHeaders.of(header, value));
        });
        var key = service == null ? raw.key() : keys.keyOf(service).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.ENRICHED, null, raw.timestamp(), key, data, headers);
    }

    private Map<String, String> describe(@Nullable String service, Instant time) {
        return service == null ? Map.of() : directory.describe(service, time);
    }
}
