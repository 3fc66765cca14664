package dev.milepost.events.contract;

import java.util.OptionalInt;

/**
 * Validates the characters of a CloudEvents String (version 1.0, section 3.2). Control characters, noncharacters and
 * lone surrogates are illegal: transports do not carry them unchanged.
 */
final class AttributeValues {

    private AttributeValues() {}

    /** Returns the first illegal character; empty if all are legal. */
    static OptionalInt illegal(String text) {
        for (var i = 0; i < text.length(); i++) {
            // Fast path: most characters are printable ASCII.
            var c = text.charAt(i);
            if (c >= 0x20 && c < 0x7F) {
                continue;
            }
            var point = text.codePointAt(i);
            if (!isLegal(point)) {
                return OptionalInt.of(point);
            }
            i += Character.charCount(point) - 1;
        }
        return OptionalInt.empty();
    }

    static boolean isLegal(int point) {
        return !Character.isISOControl(point)
                && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                && !(point >= 0xFDD0 && point <= 0xFDEF)
                && (point & 0xFFFE) != 0xFFFE;
    }

    static String name(int point) {
        return "U+%04X".formatted(point);
    }
}
