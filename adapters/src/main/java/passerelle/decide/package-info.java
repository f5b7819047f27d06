/** Agreements and facts to a decision. Pure: JDK and model only. */
@NullMarked
package passerelle.decide;

import org.jspecify.annotations.NullMarked;
