/** What is sent to become a version: read within bounds, held against what its major version has promised, taken in once. */
@NullMarked
package dev.milepost.publishing;

import org.jspecify.annotations.NullMarked;
