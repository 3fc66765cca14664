/**
 * The embedded defaults: a real PostgreSQL and a real Kafka broker for a development machine and for the tests, their
 * data in one folder. Not part of the service: loaded beside it by {@code milepost start}, never packaged with it.
 */
@NullMarked
package dev.milepost.local;

import org.jspecify.annotations.NullMarked;
