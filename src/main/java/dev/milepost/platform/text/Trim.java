package dev.milepost.platform.text;

/**
 * Removes one character from the start or end of a string. A regular expression such as {@code /+$} takes quadratic
 * time for many such characters in the middle of a text, because it scans to the end from each of them.
 */
public final class Trim {

    private Trim() {}

    public static String leading(String text, char character) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == character) {
            start++;
        }
        return text.substring(start);
    }

    public static String trailing(String text, char character) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == character) {
            end--;
        }
        return text.substring(0, end);
    }

    public static String both(String text, char character) {
        return trailing(leading(text, character), character);
    }
}
