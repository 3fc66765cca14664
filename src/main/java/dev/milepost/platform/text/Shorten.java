package dev.milepost.platform.text;

/** Shortens a text of a caller, so that messages about it stay small. */
public final class Shorten {

    private Shorten() {}

    /** Returns the text, or its first characters and an ellipsis if it has more than {@code length} characters. */
    public static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        // Half of a surrogate pair cannot be encoded.
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
