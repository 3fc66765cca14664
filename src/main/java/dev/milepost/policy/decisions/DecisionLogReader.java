package dev.milepost.policy.decisions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.JsonSyntax;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a decision log of OPA: a JSON list, plain or with gzip. */
final class DecisionLogReader {

    /** The maximum size as it is sent, in bytes. OPA sends 32 KiB unless it is configured otherwise. */
    static final int MAX_BYTES = 1 << 20;

    /** The maximum size without gzip, in bytes. */
    static final int MAX_PLAIN_BYTES = 4 << 20;

    /** The memory to read it: the tree of its values is many times as large as its text. */
    static final int MEMORY = 24 * MAX_PLAIN_BYTES;

    private static final int MAX_ENTRIES = 1_000;

    private static final JsonMapper JSON = new JsonMapper(DocumentLimits.jsonFactory());

    private DecisionLogReader() {}

    static List<JsonNode> read(byte[] body, boolean isGzip) {
        try (var plain = new Bounded(isGzip ? gunzip(body) : new ByteArrayInputStream(body));
                var parser = JSON.createParser(plain)) {
            return read(parser);
        } catch (JsonProcessingException e) {
            throw unreadable(JsonSyntax.describe(e));
        } catch (IOException e) {
            throw unreadable("The body is not complete, or not compressed with gzip");
        }
    }

    private static InputStream gunzip(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body));
    }

    private static List<JsonNode> read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw unreadable("The body is not a JSON list of decisions");
        }
        var entries = new ArrayList<JsonNode>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == MAX_ENTRIES) {
                throw ProblemException.of(
                        ProblemType.TOO_LARGE,
                        "At most %d decisions can be sent in one call. Send them in several calls."
                                .formatted(MAX_ENTRIES));
            }
            entries.add(parser.readValueAsTree());
        }
        if (parser.nextToken() != null) {
            throw unreadable("The body goes on after the list of decisions");
        }
        return entries;
    }

    private static ProblemException unreadable(String why) {
        return ProblemException.of(ProblemType.UNREADABLE_DECISION_LOG, why + ".");
    }

    /** Ends at the limit, so that a small body cannot become a large one. */
    private static final class Bounded extends FilterInputStream {

        private long left = MAX_PLAIN_BYTES;

        Bounded(InputStream plain) {
            super(plain);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw ProblemException.of(
                        ProblemType.TOO_LARGE,
                        "A decision log may have at most %d bytes (%d MiB) without gzip. Send it in parts."
                                .formatted(MAX_PLAIN_BYTES, MAX_PLAIN_BYTES >> 20));
            }
        }
    }
}
