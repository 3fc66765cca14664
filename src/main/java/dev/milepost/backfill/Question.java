package dev.milepost.backfill;

import com.google.re2j.Pattern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How to ask for the four keys of a history that was sent. */
record Question(String service, String environment, Window window) {

    /** What is production without being told, see "Production" in four-keys/1. */
    private static final Pattern ASKED_ANYWAY = Pattern.compile(
            "(?:production|prod|prd|live)(?:[-_/\\d][^\\n\\r\\x{85}\\x{2028}\\x{2029}]*)?", Pattern.CASE_INSENSITIVE);

    String toPath() {
        var tier = ASKED_ANYWAY.matcher(environment).matches() ? "" : "&environment=" + encoded(environment);
        return "/api/v1/four-keys?service=%s&%s%s".formatted(encoded(service), window.toQuery(), tier);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
