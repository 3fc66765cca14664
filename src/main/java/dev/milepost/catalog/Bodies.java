package dev.milepost.catalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads the bodies of requests, no more of them at one time than there is room for. */
@ApplicationScoped
class Bodies {

    private static final int OVERHEAD = 16 << 10;
    private static final long PATIENCE_SECONDS = 5;

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Semaphore free;

    Bodies(CatalogConfig config) {
        free = new Semaphore(config.bytesInFlight() + OVERHEAD, true);
    }

    /** @param announced how many bytes are announced; negative where nothing is */
    <T> T read(int announced, InputStream body, Function<JsonNode, T> work) {
        if (announced > Limits.BODY_BYTES) {
            throw TooLarge.body();
        }
        int needed = (announced < 0 ? Limits.BODY_BYTES : announced) + OVERHEAD;
        if (!acquire(needed)) {
            throw new Busy();
        }
        try {
            return work.apply(parse(body));
        } finally {
            free.release(needed);
        }
    }

    private JsonNode parse(InputStream body) {
        try {
            var bytes = body.readNBytes(Limits.BODY_BYTES + 1);
            if (bytes.length > Limits.BODY_BYTES) {
                throw TooLarge.body();
            }
            var tree = json.readTree(bytes);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            throw new MalformedBody(e);
        }
    }

    private boolean acquire(int needed) {
        try {
            return free.tryAcquire(needed, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
