/** The one HTTP server, the login of partners, and XML by POST. */
@NullMarked
package passerelle.adapter.http;

import org.jspecify.annotations.NullMarked;
