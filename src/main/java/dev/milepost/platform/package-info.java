/** What every wing stands on and none is about: HTTP, SQL, documents, time. */
@Wing
package dev.milepost.platform;

import dev.milepost.Wing;
