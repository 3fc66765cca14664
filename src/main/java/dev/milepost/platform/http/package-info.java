/**
 * HTTP answers: problem details (RFC 9457), paging, entity tags, allowed methods, and refusals before an endpoint is
 * reached.
 */
@NullMarked
@Room(uses = {"logs", "sql", "text", "time"})
package dev.milepost.platform.http;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
