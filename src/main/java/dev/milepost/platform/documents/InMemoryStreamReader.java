package dev.milepost.platform.documents;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * A YAML stream reader over a text in memory. The parser's own reader copies its buffer each time it needs more of one
 * value, so a value of 10 MB takes minutes.
 */
final class InMemoryStreamReader extends StreamReader {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final int[] codePoints;
    private int pointer;
    private int line;
    private int column;
    private int documentStart;

    InMemoryStreamReader(String text) {
        super("");
        this.codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (!StreamReader.isPrintable(codePoints[i])) {
                throw new ReaderException("text", i, codePoints[i], "special characters are not allowed");
            }
        }
    }

    @Override
    public Mark getMark() {
        return new Mark("text", pointer, line, column, codePoints, pointer);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && pointer < codePoints.length; i++) {
            int codePoint = codePoints[pointer++];
            if (Constant.LINEBR.has(codePoint) || (codePoint == '\r' && peek() != '\n')) {
                line++;
                column = 0;
            } else if (codePoint != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int index) {
        return pointer + index < codePoints.length ? codePoints[pointer + index] : 0;
    }

    @Override
    public String prefix(int length) {
        return new String(codePoints, pointer, Math.min(length, codePoints.length - pointer));
    }

    /** Does not count lines: the parser calls it only within a line. */
    @Override
    public String prefixForward(int length) {
        var prefix = prefix(length);
        pointer += length;
        column += length;
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getLine() {
        return line;
    }

    @Override
    public int getIndex() {
        return pointer;
    }

    @Override
    public int getDocumentIndex() {
        return pointer - documentStart;
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = pointer;
    }
}
