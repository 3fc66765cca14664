/** Files of entities judged on the command line, offline, by the same rules as over HTTP. */
@NullMarked
package dev.milepost.lint;

import org.jspecify.annotations.NullMarked;
