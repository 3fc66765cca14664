package dev.milepost.templates.rendering;

import java.nio.ByteBuffer;

/**
 * Detects whether bytes parse as protobuf messages, the last of which may be truncated, as {@code isbinaryfile} does.
 */
final class ProtobufDetection {

    private static final int LONGEST_NUMBER = 10;

    private final ByteBuffer bytes;
    private boolean ended;

    private ProtobufDetection(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static boolean isProtobuf(ByteBuffer bytes) {
        var content = new ProtobufDetection(bytes);
        for (int messages = 0; ; messages++) {
            boolean known = content.readField();
            if (content.ended) {
                return messages > 0;
            }
            if (!known) {
                return false;
            }
        }
    }

    private boolean readField() {
        switch (readNumber() & 7) {
            case 0 -> readNumber();
            case 1 -> skip(8);
            case 2 -> skip(readNumber());
            case 5 -> skip(4);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int readNumber() {
        int number = 0;
        for (int i = 0; !ended; i++) {
            if (!bytes.hasRemaining() || i > LONGEST_NUMBER) {
                ended = true;
                break;
            }
            int next = bytes.get();
            number |= (next & 0x7F) << (7 * i);
            if ((next & 0x80) == 0) {
                break;
            }
        }
        return number;
    }

    private void skip(int count) {
        if (count > bytes.remaining()) {
            ended = true;
        } else if (count > 0) {
            bytes.position(bytes.position() + count);
        }
    }
}
