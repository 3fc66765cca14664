package dev.milepost.catalog.references;

import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * Orders versions part by part, numeric parts as numbers. A version with a suffix after a dash precedes the version
 * without it.
 */
final class VersionOrder {

    static final Comparator<String> BY_NUMBERS = VersionOrder::compare;

    private static final Pattern SEPARATOR = Pattern.compile("[.+-]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}");

    private VersionOrder() {}

    private static int compare(String one, String other) {
        var left = SEPARATOR.split(one, -1);
        var right = SEPARATOR.split(other, -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareParts(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        int longer = Integer.compare(left.length, right.length);
        return one.indexOf('-') >= 0 || other.indexOf('-') >= 0 ? -longer : longer;
    }

    private static int compareParts(String one, String other) {
        boolean numbers = NUMBER.matches(one) && NUMBER.matches(other);
        return numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }
}
