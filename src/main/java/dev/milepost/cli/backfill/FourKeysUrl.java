package dev.milepost.cli.backfill;

import com.google.re2j.Pattern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The URL of the four keys of a backfilled history. */
record FourKeysUrl(String service, String environment, HistorySpan window) {

    /** The environment names of the production tier by default; see "Production" in four-keys/1. */
    private static final Pattern PRODUCTION_NAME = Pattern.compile(
            "(?:production|prod|prd|live)(?:[-_/\\d][^\\n\\r\\x{85}\\x{2028}\\x{2029}]*)?", Pattern.CASE_INSENSITIVE);

    String toPath() {
        var tier = PRODUCTION_NAME.matcher(environment).matches() ? "" : "&environment=" + encoded(environment);
        return "/api/v1/four-keys?service=%s&%s%s".formatted(encoded(service), window.toQuery(), tier);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
