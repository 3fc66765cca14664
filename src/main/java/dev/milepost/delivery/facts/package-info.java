/**
 * Facts of changes, deployments and incidents; the links between them by {@code four-keys/1}; daily and monthly
 * rollups; and their recomputation. Listens to {@code change.*}, {@code build.completed},
 * {@code deploy.*} and {@code incident.*}.
 */
@NullMarked
@Room
package dev.milepost.delivery.facts;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
