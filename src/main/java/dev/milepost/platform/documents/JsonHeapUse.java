package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * Estimates the maximum heap use of the trees that Jackson makes of a JSON text, in bytes, while the text arrives. The
 * size of the text is not enough: the tree of {@code [{},{},…]} is thirty times as large. The estimate may be too high,
 * but not too low.
 */
public final class JsonHeapUse {

    /** For texts with characters beyond Latin-1. */
    private static final int PER_BYTE = 2;

    /** For the texts of a form, of its field, of the decoded field, and of the tree. */
    private static final int PER_BYTE_OF_FORM = 8;

    /** For a single value, which no character marks. */
    private static final int VALUE = 64;

    /** For the map of an object in a tree, and for each of its entries. */
    private static final int OBJECT = 150;

    private static final int MEMBER = 100;

    /** Jackson reads no value that is nested deeper. */
    private static final int DEPTH = 1_000;

    /**
     * The heap use of the members, elements, texts and containers in Jackson's tree, by the character that marks each. A
     * list with elements has an array of ten, and a number of twenty digits is three objects.
     */
    private static final byte[] STRUCTURE = structure();

    private static final boolean[] IS_MARK = marks();

    /** Jackson detects UTF-16 and UTF-32 by a zero or a byte order mark among these. */
    private static final int BYTES_OF_ENCODING = 4;

    /** The first byte of a byte order mark of UTF-16 is at least this. */
    private static final int BYTE_ORDER_MARK = 0xfe;

    private final int mostOfElement;
    private final int perByte;
    private final boolean isForm;

    private long length;
    private int depth;
    private boolean isText;
    private boolean isEscaped;

    /** Whether the text is a form or can be in another encoding than UTF-8: texts cannot be distinguished from structure. */
    private boolean isOpaque;

    /** Of all bytes of an opaque text. */
    private long heapOfBytes;

    private long heapOfValue;

    /** The depth of the values that are read one after the other. */
    private int depthOfElements = 1;

    private long startOfElement;
    private long heapOfElement;
    private long heapOfLargestElement;

    /** The number of bytes since a percent sign of a form, or 0, and the digits among them. */
    private int escaped;

    private int digits;

    private JsonHeapUse(int mostOfElement, boolean isForm) {
        this.mostOfElement = mostOfElement;
        this.isForm = isForm;
        this.isOpaque = isForm;
        this.perByte = isForm ? PER_BYTE_OF_FORM : PER_BYTE;
    }

    /** For a text that is read as one tree. */
    public static JsonHeapUse ofValue() {
        return new JsonHeapUse(Integer.MAX_VALUE, false);
    }

    /**
     * For a text whose elements are read one after the other, if it is longer than one of them may be.
     *
     * @param mostBytes the maximum length of an element; of a longer one no tree is made
     */
    public static JsonHeapUse ofElements(int mostBytes) {
        return new JsonHeapUse(mostBytes, false);
    }

    /** For a form with JSON in a field. */
    public static JsonHeapUse ofForm() {
        return new JsonHeapUse(Integer.MAX_VALUE, true);
    }

    /** Returns the estimate for bytes in any encoding. */
    public static long of(byte[] text) {
        long bytes = VALUE + (long) PER_BYTE * text.length;
        for (var each : text) {
            bytes += STRUCTURE[each & 0xff];
        }
        return bytes;
    }

    /** Returns the approximate heap use of a tree. A value that occurs twice counts twice, as in its text. */
    public static long of(JsonNode tree) {
        long bytes = VALUE + (tree.isTextual() ? tree.textValue().length() : 0);
        if (tree.isObject()) {
            bytes += OBJECT;
        }
        for (var member : tree.properties()) {
            bytes += MEMBER + member.getKey().length() + of(member.getValue());
        }
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
            bytes += of(tree.get(i));
        }
        return bytes;
    }

    /** Whether the value that begins at an index is longer than a number of bytes, or does not end. */
    public static boolean isLonger(byte[] text, int start, int mostBytes) {
        if (text.length - start <= mostBytes) {
            return false;
        }
        var value = ofValue();
        for (int i = start; i < start + mostBytes; i++) {
            value.add(text[i]);
            if (value.depth == 0 && !value.isText) {
                return false;
            }
        }
        return true;
    }

    /** Adds the bytes that follow those before. */
    public void add(byte[] part) {
        for (var each : part) {
            add(each);
        }
    }

    private void add(byte each) {
        length++;
        if (isOpaque || length <= BYTES_OF_ENCODING) {
            addOpaque(each);
        }
        if (isText) {
            addToText(each);
        } else if (IS_MARK[each & 0xff]) {
            addStructure(each, STRUCTURE[each & 0xff]);
        }
    }

    private void addOpaque(byte each) {
        isOpaque |= length <= BYTES_OF_ENCODING && (each == 0 || length == 1 && (each & 0xff) >= BYTE_ORDER_MARK);
        heapOfBytes += STRUCTURE[each & 0xff];
        if (isForm) {
            decode(each);
        }
    }

    private void addToText(byte each) {
        if (isEscaped) {
            isEscaped = false;
        } else if (each == '\\') {
            isEscaped = true;
        } else if (each == '"') {
            isText = false;
            count(STRUCTURE['"']);
        }
    }

    private void addStructure(byte each, int use) {
        switch (each) {
            case '"' -> isText = true;
            case '{', '[' -> begin(each);
            case '}', ']' -> end();
            default -> {}
        }
        count(use);
    }

    private void count(int use) {
        if (depth <= DEPTH) {
            heapOfValue += use;
            heapOfElement += use;
        }
    }

    private void begin(byte each) {
        if (depth == 0 && heapOfValue == 0) {
            depthOfElements = each == '[' ? 2 : 1;
        }
        depth++;
        if (depth == depthOfElements) {
            startOfElement = length - 1;
            heapOfElement = 0;
        }
    }

    private void end() {
        if (depth == depthOfElements) {
            heapOfLargestElement = Math.max(heapOfLargestElement, element());
        }
        depth--;
    }

    /** What the element takes that has begun. */
    private long element() {
        var bytes = length - startOfElement;
        return PER_BYTE * bytes + (bytes > mostOfElement ? 0 : heapOfElement);
    }

    private void decode(byte each) {
        if (each == '%') {
            escaped = 1;
            digits = 0;
        } else if (escaped > 0) {
            digits = digits << 4 | Character.digit(each, 16) & 0xf;
            if (++escaped == 3) {
                heapOfBytes += STRUCTURE[digits];
                escaped = 0;
            }
        }
    }

    /** Returns the estimate for the bytes so far. */
    public long bytes() {
        if (isOpaque) {
            return VALUE + perByte * length + heapOfBytes;
        }
        if (length <= mostOfElement) {
            return VALUE + perByte * length + heapOfValue;
        }
        // The bytes of the elements before are kept.
        return VALUE + length + Math.max(heapOfLargestElement, depth >= depthOfElements ? element() : 0);
    }

    private static byte[] structure() {
        var bytes = new byte[256];
        bytes['{'] = 120;
        bytes['['] = 112;
        bytes[':'] = 64;
        bytes[','] = 24;
        bytes['"'] = 32;
        Arrays.fill(bytes, '0', '9' + 1, (byte) 2);
        return bytes;
    }

    private static boolean[] marks() {
        var marks = new boolean[256];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = STRUCTURE[i] > 0 || i == '}' || i == ']';
        }
        return marks;
    }
}
