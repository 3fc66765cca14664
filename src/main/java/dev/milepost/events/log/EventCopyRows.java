package dev.milepost.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.GoldenEvent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Streams rows of the event log in the text format of PostgreSQL's COPY, the cheapest way to insert a batch. Rows are
 * serialized in chunks as the stream is read, so that they are never all in memory.
 */
class EventCopyRows extends InputStream {

    static final String COPY = """
            copy event (identity, received_on, received_at, time, source, event_id, type, golden, service, subject,
                correlation_id, commit_sha, deployment_id, pipeline_run_id, pull_request,
                content_type, dataschema, extensions, data, data_base64) from stdin
            """;

    private static final Set<String> CONTEXT =
            Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int CHUNK = 64 << 10;

    private final Iterator<Row> unwritten;
    private final StringBuilder rows = new StringBuilder();
    private ByteArrayInputStream written = new ByteArrayInputStream(new byte[0]);

    EventCopyRows(Iterator<Row> rows) {
        this.unwritten = rows;
    }

    /** An entry and the day that selects its partition. */
    record Row(LogEntry entry, LocalDate day) {}

    @Override
    public int read() {
        return write() ? written.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return write() ? written.read(bytes, offset, length) : -1;
    }

    /** Fills the buffer; returns false at the end of the stream. */
    private boolean write() {
        while (written.available() == 0) {
            if (!unwritten.hasNext()) {
                return false;
            }
            while (unwritten.hasNext() && rows.length() < CHUNK) {
                add(unwritten.next());
            }
            written = new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
            rows.setLength(0);
            if (rows.capacity() > 4 * CHUNK) {
                rows.trimToSize();
            }
        }
        return true;
    }

    private void add(Row row) {
        var entry = row.entry();
        var day = row.day();
        var golden = entry.golden();
        var attributes = entry.attributes();
        field(golden.identity().toString());
        field(day.toString());
        field(golden.receivedAt().toString());
        field(golden.time().toString());
        field(attributes.getOrDefault("source", golden.source()));
        field(attributes.getOrDefault("id", golden.id()));
        field(attributes.getOrDefault("type", golden.type()));
        field(golden.golden() ? golden.type() : null);
        field(golden.service());
        field(attributes.get("subject"));
        field(attributes.get("correlationid"));
        field(golden.text("commit_sha").orElse(null));
        field(golden.text("deployment_id").orElse(null));
        field(golden.text("pipeline_run_id").orElse(null));
        field(pullRequest(golden).orElse(null));
        field(attributes.get("datacontenttype"));
        field(attributes.get("dataschema"));
        field(extensions(attributes));
        body(entry.data());
    }

    private static Optional<String> pullRequest(GoldenEvent golden) {
        return golden.text("repository")
                .flatMap(repository -> golden.text("pr_id").map(pr -> repository + "!" + pr));
    }

    private static @Nullable String extensions(Map<String, String> attributes) {
        var extensions = new TreeMap<>(attributes);
        extensions.keySet().removeAll(CONTEXT);
        if (extensions.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(extensions);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The extensions of an event cannot be written as JSON.", e);
        }
    }

    private void body(byte[] data) {
        var text = data.length == 0 ? null : text(data);
        boolean base64 = data.length > 0 && text == null;
        field(base64 ? Base64.getEncoder().encodeToString(data) : text);
        rows.append(base64 ? 't' : 'f').append('\n');
    }

    /** Decodes the bytes as UTF-8; null if they are not text or contain U+0000, which PostgreSQL cannot store. */
    private static @Nullable String text(byte[] data) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void field(@Nullable String value) {
        if (value == null) {
            rows.append("\\N\t");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
        rows.append('\t');
    }
}
