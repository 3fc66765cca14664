/** The chart of {@code helm/milepost}, by Helm's own engine, Kubernetes' own types, and the service itself. */
@NullMarked
package dev.milepost.helm;

import org.jspecify.annotations.NullMarked;
