/** XML that comes from outside: one hardened reader, one hardened Saxon, one hardened schema factory. */
@NullMarked
package passerelle.format.xml;

import org.jspecify.annotations.NullMarked;
