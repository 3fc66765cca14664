package dev.milepost.templates.composition;

/** Finds where tokens of the scaffolder's template language end in a text. All offsets are those after a token. */
record ExpressionTokens(String text) {

    /** The delimiter that closes the one at an offset. A backslash escapes a delimiter. */
    int closing(int opening, char delimiter) {
        for (int i = opening + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == delimiter) {
                return i + 1;
            }
        }
        return text.length();
    }

    int endOfName(int start) {
        int end = start;
        while (end < text.length() && isPartOfName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    int skipBlanks(int start) {
        int next = start;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
