/** Keys, sealed payloads and passwords: what is written here is worthless without the key files. */
@NullMarked
package passerelle.vault;

import org.jspecify.annotations.NullMarked;
