package dev.milepost.templates.rendering;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Detects binary files by the rules of {@code isbinaryfile} 5, which the scaffolder uses. */
final class BinaryContent {

    private static final int MAX_SCANNED_BYTES = 512;
    private static final int MAX_LOOKAHEAD = 3;
    private static final int PERCENT_SUSPICIOUS = 10;
    private static final List<byte[]> TEXT_MARKS = List.of(
            bytes("efbbbf"), bytes("0000feff"), bytes("fffe0000"), bytes("84319533"), bytes("feff"), bytes("fffe"));
    private static final byte[] PDF = bytes("255044462d");

    private final byte[] content;
    private final int scanned;
    private final int total;

    private BinaryContent(byte[] content) {
        this.content = content;
        total = Math.min(content.length, MAX_SCANNED_BYTES + MAX_LOOKAHEAD);
        scanned = Math.min(content.length, MAX_SCANNED_BYTES);
    }

    static boolean isBinary(byte[] content) {
        if (content.length == 0 || TEXT_MARKS.stream().anyMatch(mark -> startsWith(content, mark))) {
            return false;
        }
        return startsWith(content, PDF) || new BinaryContent(content).looksBinary();
    }

    private boolean looksBinary() {
        int suspicious = 0;
        for (int i = 0; i < scanned; i++) {
            if (content[i] == 0) {
                return true;
            }
            if (isPlain(at(i))) {
                continue;
            }
            int following = following(i);
            if (following > 0) {
                i += following;
                continue;
            }
            // As in isbinaryfile, the byte after an incomplete character is skipped.
            i += following == 0 ? 0 : 1;
            suspicious++;
            if (i >= 32 && suspicious * 100 / (double) scanned > PERCENT_SUSPICIOUS) {
                return true;
            }
        }
        return suspicious * 100 / (double) scanned > PERCENT_SUSPICIOUS
                || suspicious > 1 && ProtobufDetection.isProtobuf(ByteBuffer.wrap(content, 0, scanned));
    }

    /**
     * Returns the number of continuation bytes of the UTF-8 character at {@code i}; -1 if they are missing or invalid,
     * 0 if no multi-byte character begins there.
     */
    private int following(int i) {
        int lead = at(i);
        int count = lead >= 0xC0 && lead <= 0xDF
                ? 1
                : lead >= 0xE0 && lead <= 0xEF ? 2 : lead >= 0xF0 && lead <= 0xF7 ? 3 : 0;
        if (count == 0 || i + count >= total) {
            return 0;
        }
        for (int next = i + 1; next <= i + count; next++) {
            if (at(next) < 0x80 || at(next) > 0xBF) {
                return -1;
            }
        }
        return count;
    }

    private int at(int i) {
        return content[i] & 0xFF;
    }

    private static boolean isPlain(int b) {
        return b >= 7 && b <= 14 || b >= 32 && b <= 127;
    }

    private static boolean startsWith(byte[] content, byte[] mark) {
        return content.length >= mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
