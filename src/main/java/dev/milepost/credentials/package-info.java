/** Bearer tokens of others, read and proved: those of Backstage's plugins and users, and those of OpenID issuers. */
@NullMarked
package dev.milepost.credentials;

import org.jspecify.annotations.NullMarked;
