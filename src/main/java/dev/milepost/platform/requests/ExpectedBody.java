package dev.milepost.platform.requests;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The limits of an endpoint's body, from its {@link BodyLimit}. All zero if the endpoint takes no body. */
record ExpectedBody(int bytes, int expansion, int memory) {

    private static final ExpectedBody NONE = new ExpectedBody(0, 0, 0);
    private static final ExpectedBody DEFAULT = new ExpectedBody(BodyLimit.BYTES, BodyLimit.EXPANSION, 0);

    static ExpectedBody of(Method method) {
        if (Arrays.stream(method.getParameterAnnotations()).allMatch(ExpectedBody::isNoBody)) {
            return NONE;
        }
        var limit = method.getAnnotation(BodyLimit.class);
        return limit == null ? DEFAULT : new ExpectedBody(limit.bytes(), limit.expansion(), limit.memory());
    }

    boolean isTaken() {
        return bytes > 0;
    }

    /** Whether an annotation marks a parameter as path, query or context, so it is not the body. */
    private static boolean isNoBody(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name ->
                        name.startsWith("jakarta.ws.rs.") || name.startsWith("org.jboss.resteasy.reactive.Rest"));
    }
}
