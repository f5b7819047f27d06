/** What stylesheets cannot calculate well: functions of the namespace {@code urn:passerelle:functions}, pure and thread-safe. */
@NullMarked
package passerelle.translate.functions;

import org.jspecify.annotations.NullMarked;
