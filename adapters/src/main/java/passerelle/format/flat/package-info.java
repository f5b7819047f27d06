/** Flat files: one layout reads and writes them, as a stream, with every fault at its line, byte, field and column. */
@NullMarked
package passerelle.format.flat;

import org.jspecify.annotations.NullMarked;
