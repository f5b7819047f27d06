/** Files in folders that the gateway's machine can write. */
@NullMarked
package passerelle.adapter.file;

import org.jspecify.annotations.NullMarked;
