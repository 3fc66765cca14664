package dev.milepost.platform.requests;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The limits of an endpoint's body: its size and the memory to process it. Endpoints without this annotation have the
 * defaults.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {

    /** The priority of filters that refuse a request before its body is read. */
    int FILTERED_BEFORE = -1;

    int BYTES = 1 << 20;
    int EXPANSION = 24;

    /** The maximum size of the body, in bytes. */
    int bytes() default BYTES;

    /**
     * Bytes of memory per byte of the body. The default is for JSON trees, where {@code [{},{}]} takes up to thirty
     * times its text.
     */
    int expansion() default EXPANSION;

    /**
     * The minimum memory for a body of any size, in bytes. For archives, whose size does not indicate the size of their
     * contents.
     */
    int memory() default 0;
}
