/** What XSLT cannot do well, as pure functions of the namespace {@code urn:passerelle:functions}. */
@NullMarked
package passerelle.translate.functions;

import org.jspecify.annotations.NullMarked;
