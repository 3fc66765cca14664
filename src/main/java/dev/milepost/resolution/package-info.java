/** Which version of each module a golden path is made of: a function of the manifests alone. */
@NullMarked
package dev.milepost.resolution;

import org.jspecify.annotations.NullMarked;
