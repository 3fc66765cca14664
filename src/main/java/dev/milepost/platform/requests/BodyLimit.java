package dev.milepost.platform.requests;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How large the body of an endpoint may be and how much memory is needed for it. Endpoints without it have the defaults. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {

    int BYTES = 1 << 20;
    int EXPANSION = 24;

    /** The most bytes of a body. */
    int bytes() default BYTES;

    /**
     * How many bytes of memory are made of one byte of the body. The default is that of trees of JSON, where {@code [{},{}]}
     * takes up to thirty times its text.
     */
    int expansion() default EXPANSION;

    /** The least memory for a body, however small; for archives, which say little by their size. */
    int memory() default 0;
}
