/** Every version of the configuration that was live, with its files: what it changed, who made it so, and the way back. */
@NullMarked
package passerelle.version;

import org.jspecify.annotations.NullMarked;
