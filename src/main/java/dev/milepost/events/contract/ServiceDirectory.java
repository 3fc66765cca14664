package dev.milepost.events.contract;

import java.time.Instant;
import java.util.Map;

/** Provides attributes of services to enrichment. The catalog implements it. */
public interface ServiceDirectory {

    /**
     * Returns the attributes of a service at a point in time: {@code team}, {@code system}, {@code domain},
     * {@code tier}, {@code risk}, {@code template}, {@code templateversion}. Unknown attributes are absent.
     */
    Map<String, String> describe(String service, Instant at);
}
