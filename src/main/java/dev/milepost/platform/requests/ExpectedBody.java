package dev.milepost.platform.requests;

import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.platform.text.MediaTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The limits of an endpoint's body, from its {@link BodyLimit}. All zero if the endpoint takes no body. */
record ExpectedBody(int bytes, Content content, int elementBytes, int expansion, int memory) {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final ExpectedBody NONE = new ExpectedBody(0, Content.JSON, 0, 0, 0);
    private static final ExpectedBody DEFAULT =
            new ExpectedBody(BodyLimit.BYTES, Content.JSON, 0, BodyLimit.EXPANSION, 0);

    static ExpectedBody of(Method method) {
        if (Arrays.stream(method.getParameterAnnotations()).allMatch(ExpectedBody::isNoBody)) {
            return NONE;
        }
        var limit = method.getAnnotation(BodyLimit.class);
        return limit == null
                ? DEFAULT
                : new ExpectedBody(
                        limit.bytes(), limit.content(), limit.elementBytes(), limit.expansion(), limit.memory());
    }

    boolean isTaken() {
        return bytes > 0;
    }

    /** Whether a body may have an encoding of the content, which is not {@code identity}. */
    boolean allows(String encoding) {
        return content == Content.JSON_OR_GZIP && encoding.strip().equalsIgnoreCase("gzip");
    }

    /** The heap use of the trees of a body; null if none are made of it. */
    @Nullable
    JsonHeapUse values(@Nullable String contentType) {
        var type = MediaTypes.essence(contentType);
        return switch (content) {
            case JSON_OR_GZIP -> null;
            case JSON -> type.equals(FORM) ? JsonHeapUse.ofForm() : JsonHeapUse.ofValue();
            case JSON_ELEMENTS -> JsonHeapUse.ofElements(elementBytes);
            case JSON_IF_NAMED -> type.contains("json") ? JsonHeapUse.ofValue() : null;
        };
    }

    /**
     * The memory to process a body of some bytes. Only its trees can need more than {@code most}, since all else has
     * limits of its own.
     */
    long needed(long received, long most, @Nullable JsonHeapUse values) {
        var allowance = Math.min(Math.max(memory, received * expansion), most);
        return values == null ? allowance : Math.max(allowance, values.bytes());
    }

    /** Whether an annotation marks a parameter as path, query or context, so it is not the body. */
    private static boolean isNoBody(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name ->
                        name.startsWith("jakarta.ws.rs.") || name.startsWith("org.jboss.resteasy.reactive.Rest"));
    }
}
