/** The commands of {@code ./passerelle}. */
@NullMarked
package passerelle.cli;

import org.jspecify.annotations.NullMarked;
