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

    /** What the body is. The memory for the trees of JSON is estimated from its bytes. */
    Content content() default Content.JSON;

    /** The maximum size of an element of {@link Content#JSON_ELEMENTS}, in bytes; longer ones are skipped. */
    int elementBytes() default 0;

    /**
     * Bytes of memory per byte of the body. A body gets no more than the limit for one request: the service has limits
     * of its own for what it makes of archives and YAML.
     */
    int expansion() default EXPANSION;

    /**
     * The minimum memory for a body of any size, in bytes. For archives, whose size does not indicate the size of their
     * contents.
     */
    int memory() default 0;

    /** Kinds of bodies, by how they are read. */
    enum Content {
        /** Read as one tree, or as a form with JSON in a field. */
        JSON,
        /** A list is read element by element. A body of the size of an element may be read as one tree. */
        JSON_ELEMENTS,
        /** As {@link #JSON} if the content type names it, else an archive or YAML. */
        JSON_IF_NAMED,
        /**
         * JSON that may have {@code Content-Encoding: gzip}. The endpoint gets the bytes as they were sent, and
         * decompresses them within limits of its own, which {@link #memory()} must cover.
         */
        JSON_OR_GZIP
    }
}
