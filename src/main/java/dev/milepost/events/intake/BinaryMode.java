package dev.milepost.events.intake;

import com.google.re2j.Pattern;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventProblems;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;

/** The binary content mode of the CloudEvents HTTP binding: attributes in headers, the body is the data. */
final class BinaryMode {

    private static final String PREFIX = "ce-";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final String CONTENT_TYPE = "datacontenttype";

    private BinaryMode() {}

    /** Whether a request carries CloudEvents attributes in its headers. */
    static boolean isUsed(HttpHeaders headers) {
        return headers.getRequestHeaders().keySet().stream().anyMatch(BinaryMode::isAttribute);
    }

    /** @throws ProblemException if a header is repeated: another consumer might use the other value */
    static Envelope event(HttpHeaders headers, byte[] body) {
        var attributes = new LinkedHashMap<String, String>();
        var faults = new ArrayList<Fault>(0);
        headers.getRequestHeaders().forEach((header, values) -> {
            if (isAttribute(header)) {
                var name = header.toLowerCase(Locale.ROOT).substring(PREFIX.length());
                if (values.size() > 1 || attributes.put(name, decode(values.get(0))) != null) {
                    faults.add(new Fault("/" + name, "must not be repeated: the header ce-" + name + " occurs twice"));
                }
            }
        });
        var contentType = headers.getRequestHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType.size() > 1 || (!contentType.isEmpty() && attributes.containsKey(CONTENT_TYPE))) {
            faults.add(new Fault("/" + CONTENT_TYPE, "must not be repeated: send it once, as the header Content-Type"));
        }
        if (!faults.isEmpty()) {
            throw EventProblems.unreadable(faults);
        }
        contentType.forEach(type -> attributes.put(CONTENT_TYPE, type));
        return Envelope.of(attributes, body);
    }

    private static boolean isAttribute(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * Decodes a header value (HTTP binding, section 3.1.3.2): removes quotes and their escapes, then decodes percent
     * escapes as UTF-8.
     */
    static String decode(String value) {
        var plain = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? ESCAPED.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
        return plain.indexOf('%') < 0 ? plain : decodePercent(plain);
    }

    private static String decodePercent(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            var low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
