/** What operators and monitors ask of a running gateway, over HTTP. */
@NullMarked
package passerelle.console;

import org.jspecify.annotations.NullMarked;
