package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what an address has in percent-encoding. {@link URI} has checked its form, which is ASCII. */
final class PercentEncoding {

    private static final String NULL_CHARACTER = "must not contain the character U+0000";
    private static final String NO_UTF_8 = "must be percent-encoded UTF-8";

    private PercentEncoding() {}

    /** The faults of the path and of the names and values of query parameters. */
    static List<Fault> check(URI address) {
        var faults = new ArrayList<Fault>(0);
        add("path", address.getRawPath(), faults);
        var query = address.getRawQuery();
        if (query != null && query.indexOf('%') >= 0) {
            for (var pair : query.replace(';', '&').split("&")) {
                add(name(pair), pair, faults);
            }
        }
        return faults;
    }

    private static void add(String pointer, @Nullable String raw, List<Fault> faults) {
        if (raw == null || raw.indexOf('%') < 0) {
            return;
        }
        if (raw.contains("%00")) {
            faults.add(new Fault(pointer, NULL_CHARACTER));
        } else if (!isUtf8(raw)) {
            faults.add(new Fault(pointer, NO_UTF_8));
        }
    }

    private static boolean isUtf8(String raw) {
        var bytes = URLDecoder.decode(raw, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String name(String pair) {
        return URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
    }
}
