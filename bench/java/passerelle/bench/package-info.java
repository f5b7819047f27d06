/** Measures the whole gateway against the barest program that does the same job, in one run. */
@NullMarked
package passerelle.bench;

import org.jspecify.annotations.NullMarked;
