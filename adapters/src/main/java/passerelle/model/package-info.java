/** What the gateway talks about: values that check themselves, JDK only. */
@NullMarked
package passerelle.model;

import org.jspecify.annotations.NullMarked;
