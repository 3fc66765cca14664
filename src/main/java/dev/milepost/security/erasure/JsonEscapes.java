package dev.milepost.security.erasure;

/** Decodes the escapes of JSON strings. */
final class JsonEscapes {

    private JsonEscapes() {}

    /** Returns the string between two quotation marks. Invalid escapes are taken as they stand. */
    static String decode(String json, int start, int end) {
        int escape = json.indexOf('\\', start);
        if (escape < 0 || escape >= end) {
            return json.substring(start, end);
        }
        var text = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = json.charAt(i);
            if (c != '\\' || i + 1 >= end) {
                text.append(c);
                continue;
            }
            i++;
            switch (json.charAt(i)) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(unicode(json, i + 1, end));
                    i = Math.min(i + 4, end - 1);
                }
                default -> text.append(json.charAt(i));
            }
        }
        return text.toString();
    }

    private static char unicode(String json, int start, int end) {
        int value = 0;
        for (int i = start; i < Math.min(start + 4, end); i++) {
            value = value * 16 + Math.max(0, Character.digit(json.charAt(i), 16));
        }
        return (char) value;
    }
}
