package dev.milepost.events.contract;

import com.google.re2j.Pattern;
import dev.milepost.platform.time.Rfc3339;
import java.util.Optional;

/**
 * The timestamp of a CDEvent in the forms of RFC 3339 and ISO 8601 that mean exactly one moment. Producers write more
 * than RFC 3339 requires: a space for the {@code T}, a comma before the fraction, the basic format, an offset without a
 * colon or minutes, a time without seconds. A time without an offset is ambiguous.
 */
final class CdEventTime {

    private static final Pattern EXTENDED = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})[Tt ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)? ?([Zz]|[+-]\\d{2}(?::?\\d{2})?)");

    private static final Pattern BASIC = Pattern.compile(
            "(\\d{4})(\\d{2})(\\d{2})[Tt](\\d{2})(\\d{2})(?:(\\d{2})(?:[.,](\\d+))?)?([Zz]|[+-]\\d{2}(?::?\\d{2})?)");

    private CdEventTime() {}

    /** Returns the time as RFC 3339; empty if the text is no time or does not mean exactly one moment. */
    static Optional<String> toRfc3339(String text) {
        if (Rfc3339.parse(text).isPresent()) {
            return Optional.of(text);
        }
        var parts = EXTENDED.matcher(text);
        if (!parts.matches()) {
            parts = BASIC.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
        }
        var second = parts.group(6) == null ? "00" : parts.group(6);
        var fraction = parts.group(7) == null ? "" : "." + parts.group(7);
        var normal = "%s-%s-%sT%s:%s:%s%s%s"
                .formatted(
                        parts.group(1),
                        parts.group(2),
                        parts.group(3),
                        parts.group(4),
                        parts.group(5),
                        second,
                        fraction,
                        offset(parts.group(8)));
        return Optional.of(normal).filter(time -> Rfc3339.parse(time).isPresent());
    }

    private static String offset(String text) {
        if (text.length() == 1) {
            return "Z";
        }
        var digits = text.replace(":", "");
        return digits.substring(0, 3) + ":" + (digits.length() == 3 ? "00" : digits.substring(3));
    }
}
