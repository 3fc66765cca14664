/** The registry: which versions of golden paths and modules there are and how they stand, kept, asked for and listed. */
@NullMarked
package dev.milepost.templates;

import org.jspecify.annotations.NullMarked;
