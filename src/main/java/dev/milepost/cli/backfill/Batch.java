package dev.milepost.cli.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** The events of one request. */
final class Batch {

    /** Well below the limits of the service for one request: 10,000 events and 10 MiB. */
    private static final int MAX_EVENTS = 1_000;

    private static final int MAX_BYTES = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 19);
    private int events;

    void add(BackfillEvent event) throws IOException {
        bytes.write(events == 0 ? '[' : ',');
        bytes.write(JSON.writeValueAsBytes(event));
        events++;
    }

    boolean isFull() {
        return events >= MAX_EVENTS || bytes.size() >= MAX_BYTES;
    }

    boolean isEmpty() {
        return events == 0;
    }

    int events() {
        return events;
    }

    byte[] toJson() {
        var json = Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1);
        json[json.length - 1] = ']';
        return json;
    }
}
