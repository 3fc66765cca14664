package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.documents.DocumentLimits;
import java.io.IOException;

/** Parses request bodies as JSON. */
final class SyncBodyReader {

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SyncBodyReader() {}

    static JsonNode parse(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            throw new MalformedBody(e);
        }
    }
}
