/**
 * What the catalog should say of its entities: the annotation schema, the rules beyond it, and the findings that both
 * make. Listens to templates being published and deprecated; asks the catalog what it knows.
 */
@NullMarked
package dev.milepost.validation;

import org.jspecify.annotations.NullMarked;
