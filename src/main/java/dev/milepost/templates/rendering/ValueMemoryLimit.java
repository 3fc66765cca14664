package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.settings.HeapShare;
import java.nio.charset.StandardCharsets;

/**
 * The memory for values, which a text of some megabytes can fill many times over: {@code [{},{},…]}. Templates get their
 * values as JSON, which is parsed anew for each text.
 */
final class ValueMemoryLimit {

    private static final long MOST = Renderer.MAX_VALUE_BYTES;

    private static final int BYTES_OF_CHARACTER = 2;

    private long bytes;

    /** Returns values as JSON for templates. */
    static String json(JsonNode values) {
        if (JsonHeapUse.of(values) > MOST) {
            throw Renderer.unrenderable("", tooLarge());
        }
        return values.toString();
    }

    /** Charges the values that are going to be made of JSON. */
    void chargeJson(String json) {
        // A text that is too long by itself is not copied.
        RenderLimits.require(bytes + json.length() <= MOST, tooLarge());
        var use = JsonHeapUse.ofValue();
        use.add(json.getBytes(StandardCharsets.UTF_8));
        charge(use.bytes());
    }

    void chargeText(String text) {
        charge((long) BYTES_OF_CHARACTER * text.length());
    }

    private void charge(long more) {
        bytes += more;
        RenderLimits.require(bytes <= MOST, tooLarge());
    }

    private static String tooLarge() {
        return "the values take more than " + HeapShare.text(MOST) + " of memory";
    }
}
