/** SOAP 1.1 and 1.2, in and out. */
@NullMarked
package passerelle.adapter.soap;

import org.jspecify.annotations.NullMarked;
