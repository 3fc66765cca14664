/** Which objectives there are: those that the service brings along, those that people defined, and who may change them. */
@NullMarked
package dev.milepost.definitions;

import org.jspecify.annotations.NullMarked;
