package dev.milepost.templates.trees;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A file's content and whether it is executable. Files are equal if both are equal. */
public final class TreeFile {

    private final byte[] content;
    private final boolean executable;

    private TreeFile(byte[] content, boolean executable) {
        this.content = content;
        this.executable = executable;
    }

    public static TreeFile of(byte[] content, boolean executable) {
        return new TreeFile(content.clone(), executable);
    }

    public static TreeFile text(String text) {
        return new TreeFile(text.getBytes(StandardCharsets.UTF_8), false);
    }

    public byte[] content() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    public boolean executable() {
        return executable;
    }

    /** Returns the content as text; empty if it is not valid UTF-8 or contains a NUL, as binary files do. */
    public Optional<String> text() {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeFile file && executable == file.executable && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return size() + " bytes";
    }
}
