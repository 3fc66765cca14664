package dev.milepost;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package that holds one feature. Stands in its {@code package-info}, which is the only list of rooms;
 * {@code ArchitectureTest} checks the dependencies that it declares.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface Room {

    /** The rooms of the same wing that this room may use, such as {@code entities}. */
    String[] uses() default {};

    /** Wings that this room may use beyond those of its wing. */
    String[] wings() default {};
}
