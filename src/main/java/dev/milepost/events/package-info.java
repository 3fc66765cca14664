/** CloudEvents: entrances, checks, topics, and the event log. */
@Wing
package dev.milepost.events;

import dev.milepost.Wing;
