@NullMarked
package passerelle;

import org.jspecify.annotations.NullMarked;
