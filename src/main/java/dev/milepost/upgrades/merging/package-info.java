/** Three-way merge of file trees: text by line; YAML, JSON and POM by key. */
@NullMarked
@Room
package dev.milepost.upgrades.merging;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
