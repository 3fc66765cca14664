package dev.milepost.platform.text;

/**
 * Texts without the characters of one kind that they begin or end with. An expression such as {@code /+$} looks from each
 * of them on to the end, so that many in the middle of a text take their square.
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
