package dev.milepost.intake;

import com.google.re2j.Pattern;
import dev.milepost.events.Envelope;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The binary content mode of the CloudEvents HTTP binding: attributes in headers, the body is the data. */
final class BinaryMode {

    private static final String PREFIX = "ce-";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private BinaryMode() {}

    /** The attributes; empty where the request is not in this mode. */
    static Map<String, String> attributes(HttpHeaders headers) {
        var attributes = new LinkedHashMap<String, String>();
        headers.getRequestHeaders().forEach((header, values) -> {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), decode(values.get(0)));
            }
        });
        return attributes;
    }

    static Envelope event(Map<String, String> attributes, HttpHeaders headers, byte[] body) {
        var all = new LinkedHashMap<>(attributes);
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            all.put("datacontenttype", contentType);
        }
        return Envelope.of(all, body);
    }

    /** HTTP binding, section 3.1.3.2: quotes and their escapes are taken off, then percent escapes decoded as UTF-8. */
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
