package dev.milepost;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package that groups rooms: a part of the domain that a user could name. Stands in the {@code package-info} of
 * each package directly under {@code dev.milepost}; {@code ArchitectureTest} checks the dependencies that it declares.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface Wing {

    /** The wings that every room of this wing may use, such as {@code catalog}. */
    String[] uses() default {};
}
