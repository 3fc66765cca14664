/**
 * What was delivered: facts (changes, deployments, incidents), the links between them by the rules of {@code
 * four-keys/1}, and their rollups. Listens to {@code change.created}, {@code deploy.*} and {@code incident.*}.
 */
@NullMarked
@Room
package dev.milepost.delivery.facts;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
