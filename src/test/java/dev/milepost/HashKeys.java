package dev.milepost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * The types that the program uses as keys of hash tables, each with the classes that do so. They are read from the
 * generic types of fields, methods and local variables, and from the functions that are given to collectors.
 */
final class HashKeys {

    private static final Path CLASSES = Path.of("target/classes/dev/milepost");

    private static final Set<String> TABLES = Set.of(
            "java/util/Map",
            "java/util/HashMap",
            "java/util/LinkedHashMap",
            "java/util/concurrent/ConcurrentMap",
            "java/util/concurrent/ConcurrentHashMap",
            "java/util/Set",
            "java/util/HashSet",
            "java/util/LinkedHashSet",
            "com/github/benmanes/caffeine/cache/Cache",
            "com/github/benmanes/caffeine/cache/LoadingCache");

    private static final Set<String> KEYED_COLLECTORS =
            Set.of("groupingBy", "groupingByConcurrent", "toMap", "toConcurrentMap", "toUnmodifiableMap");

    private final Map<String, Set<String>> usersByKey = new TreeMap<>();

    private HashKeys() {}

    /** The names of all types of keys, each with the classes that use it as one. */
    static Map<String, Set<String>> read() {
        var keys = new HashKeys();
        try (var files = Files.walk(CLASSES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(keys.new Reader(), ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys.usersByKey;
    }

    private final class Reader extends ClassVisitor {

        private String user = "";

        private Reader() {
            super(Opcodes.ASM9);
        }

        private void add(String key) {
            usersByKey
                    .computeIfAbsent(key.replace('/', '.'), any -> new TreeSet<>())
                    .add(user);
        }

        private void read(@Nullable String signature, BiConsumer<SignatureReader, SignatureVisitor> part) {
            if (signature != null) {
                part.accept(new SignatureReader(signature), new TypeReader(key -> add(key)));
            }
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            user = name.replace('/', '.');
            read(signature, SignatureReader::accept);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            read(signature, SignatureReader::acceptType);
            return super.visitField(access, name, descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            read(signature, SignatureReader::accept);
            return new Body();
        }

        /** Reads the local variables of a method, and the functions that it gives to streams and collectors. */
        private final class Body extends MethodVisitor {

            /** What the functions since the last call of a stream return. */
            private final List<String> results = new ArrayList<>();

            private @Nullable String element;

            private Body() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitLocalVariable(
                    String name, String descriptor, String signature, Label start, Label end, int index) {
                read(signature, SignatureReader::acceptType);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                if (name.equals("apply") && arguments.length == 3 && arguments[2] instanceof Type function) {
                    results.add(function.getReturnType().getInternalName());
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (owner.equals("java/util/stream/Collectors") && KEYED_COLLECTORS.contains(name)) {
                    results.stream().findFirst().ifPresent(Reader.this::add);
                } else if (owner.equals("java/util/stream/Collectors") && name.endsWith("Set")
                        || owner.equals("java/util/stream/Stream") && name.equals("distinct")) {
                    if (element != null) {
                        add(element);
                    }
                } else if (owner.equals("java/util/stream/Stream") && name.equals("map") && !results.isEmpty()) {
                    element = results.get(results.size() - 1);
                } else if (name.equals("stream") || name.equals("flatMap")) {
                    element = null;
                }
                if (owner.equals("java/util/stream/Stream") || name.equals("stream")) {
                    results.clear();
                }
            }
        }
    }

    /** Finds the first type argument of each hash table in a generic type. */
    private static final class TypeReader extends SignatureVisitor {

        private static final class Open {
            private final boolean isKey;
            private String name;
            private boolean hasArguments;

            private Open(String name, boolean isKey) {
                this.name = name;
                this.isKey = isKey;
            }
        }

        private final Consumer<String> keys;
        private final Deque<Open> open = new ArrayDeque<>();
        private boolean isKey;

        private TypeReader(Consumer<String> keys) {
            super(Opcodes.ASM9);
            this.keys = keys;
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            var type = open.element();
            isKey = !type.hasArguments && TABLES.contains(type.name);
            type.hasArguments = true;
            return this;
        }

        @Override
        public void visitTypeArgument() {
            open.element().hasArguments = true;
        }

        @Override
        public void visitClassType(String name) {
            open.push(new Open(name, isKey));
            isKey = false;
        }

        @Override
        public void visitEnd() {
            var type = open.pop();
            if (type.isKey) {
                keys.accept(type.name);
            }
        }

        @Override
        public void visitInnerClassType(String name) {
            open.element().name += "$" + name;
        }

        @Override
        public void visitTypeVariable(String name) {
            isKey = false;
        }

        @Override
        public SignatureVisitor visitArrayType() {
            isKey = false;
            return this;
        }
    }
}
